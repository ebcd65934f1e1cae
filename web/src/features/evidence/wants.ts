import type { BundleEvidence } from '@lianqiao/model/catalogue/bundle.ts'
import type { ItemDocument } from '@lianqiao/model/catalogue/document.ts'
import { isNeeded } from '@lianqiao/model/catalogue/needed.ts'
import type { DataResource } from '@lianqiao/model/catalogue/resource.ts'
import { holderOf } from '@lianqiao/model/catalogue/subject.ts'
import type { JurisdictionCode } from '@lianqiao/model/identifiers/division.ts'
import { ResidentId } from '@lianqiao/model/identifiers/resident-id.ts'
import type { FormContent } from '../../forms/SchemaForm.tsx'
import type { Undertaking } from '../intake/undertaking.ts'

/** 可调取: what a register can tell instead of paper, if the person asks for it. */
export interface Want {
  /** The resource names it: each register is asked once for a matter. */
  resource: string
  provider: JurisdictionCode
  /** The item for which it is asked. */
  item: string
  /** Absent where the guide does not settle it: then the clerk chooses one of `purposes`. */
  purpose?: string
  purposes: readonly string[]
  /** All that may be had, where absent. */
  fields?: string[]
  asks?: BundleEvidence['asks']
  /** The documents it stands for, whose rules lead on when it fails. */
  documents: ItemDocument[]
}

/**
 * What can be pulled for this person. Registers that only another ground asks for are left out until the form says so
 * (a lease for who came to work), and registers of firms and of other people: only the applicant's own consent is here.
 */
export function wantsOf(
  undertaking: Undertaking,
  catalogue: readonly DataResource[],
  idNumber: string,
  form: FormContent,
): Want[] {
  const id = ResidentId.safeParse(idNumber)
  if (!id.success) return []
  const here = undertaking.chosen.deciding
  const asked = undertaking.bundle ? ofBundle(undertaking) : ofItem(undertaking, catalogue)
  return asked.flatMap(({ holder, ...want }) => {
    const documents = undertaking.parts.flatMap(({ item }) => ownDocuments(item.documents, want.resource))
    const idle = documents.length > 0 && !documents.some(document => isNeeded(document, form))
    return idle ? [] : [{ ...want, documents, provider: holderOf(holder, here, id.data) }]
  })
}

type Asked = Omit<Want, 'documents' | 'provider'> & { holder: BundleEvidence['holder'] }

function ofBundle({ bundle, parts }: Undertaking): Asked[] {
  return (bundle?.evidence ?? []).flatMap(({ for: key, resource, holder, purpose, fields, asks }) => {
    const item = parts.find(part => part.key === key)?.item.code
    return item ? [{ resource, holder, item, purpose, purposes: [purpose], fields, asks }] : []
  })
}

function ofItem({ parts }: Undertaking, catalogue: readonly DataResource[]): Asked[] {
  const all = new Map<string, Asked>()
  for (const { item } of parts)
    for (const { resource } of item.documents) {
      const listed = catalogue.find(entry => entry.code === resource?.code)
      if (!resource || listed?.key !== 'idNumber' || all.has(resource.code)) continue
      const purpose = purposeOf(item.name, listed.purposes)
      all.set(resource.code, {
        resource: resource.code,
        holder: resource.holder,
        item: item.code,
        purposes: listed.purposes,
        ...(purpose ? { purpose } : {}),
      })
    }
  return [...all.values()]
}

/** The purpose that says the item, or checking who stands here; nothing is guessed beyond that. */
function purposeOf(item: string, purposes: readonly string[]): string | undefined {
  return (
    purposes.find(purpose => item.includes(purpose) || purpose.includes(item)) ??
    purposes.find(purpose => purpose === '身份核验')
  )
}

/** Documents that the register replaces; a second one of the same register is about somebody else (配偶、监护人). */
function ownDocuments(documents: readonly ItemDocument[], resource: string): ItemDocument[] {
  return documents.filter(document => document.resource?.code === resource).slice(0, 1)
}

/** Choices of the form on which it depends what is asked: answered first, so that no register is asked in vain. */
export function questionsFirst({ parts }: Undertaking): string[] {
  const paths = parts.flatMap(({ item }) =>
    item.documents
      .filter(document => document.resource)
      .flatMap(document => document.neededWhen?.any ?? [])
      .flatMap(when => ('equals' in when ? [when.path] : [])),
  )
  return [...new Set(paths)]
}

/** Registers that are asked only by such a choice: with another choice, what they said is of no use. */
export function dependentResources({ parts }: Undertaking): string[] {
  return parts.flatMap(({ item }) =>
    item.documents
      .filter(document => document.neededWhen?.any.some(when => 'equals' in when))
      .flatMap(({ resource }) => (resource ? [resource.code] : [])),
  )
}
