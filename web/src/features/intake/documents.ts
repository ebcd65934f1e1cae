import type { ItemDocument } from '@lianqiao/model/catalogue/document.ts'
import { isNeeded } from '@lianqiao/model/catalogue/needed.ts'
import { titleAt } from '../../forms/schema.ts'
import { isOld } from '../evidence/use-pulls.ts'
import type { Matter, Provided } from './matter.ts'
import { documentsOf, type Undertaking } from './undertaking.ts'

/** The form itself, made by the system: the person signs it with his declaration. */
const applicationForm = 'application'

/**
 * How a document stands. `shared` nobody brings it, a register answered; `signed` the form, with the declaration, and
 * `unsigned` before it; `provided` as the clerk decided; `askable` a register can be asked yet; `missing`; `idle` not
 * needed in this case.
 */
export type Standing =
  | { state: 'shared'; evidence: string; resource: string }
  | { state: 'signed' | 'unsigned' | 'askable' }
  | { state: 'provided'; provided: Provided }
  | { state: 'missing'; begun?: Provided }
  | { state: 'idle' }

export interface DocumentRow {
  document: ItemDocument
  standing: Standing
  /** Ways to provide it besides a pull. */
  ways: Provided['by'][]
  /** The form's own field for its scan. */
  field?: string
}

/** Every document of the matter, each once, and how it stands. */
export function rowsOf(undertaking: Undertaking, matter: Matter): DocumentRow[] {
  const fields = uploadFields(undertaking.form.ui)
  const asksDeclaration = titleAt(undertaking.form.schema, '/declaration') !== '/declaration'
  const taken = new Set<string>()
  return documentsOf(undertaking).map(document => {
    const field = fields.find(pointer => pointer.endsWith(`/${document.code}`))
    const resource = document.resource?.code
    // A second document of the same register is about somebody else: the applicant's data do not replace it.
    const own = resource !== undefined && !taken.has(resource)
    if (resource) taken.add(resource)
    return {
      document,
      standing: standingOf(document, matter, {
        own,
        asksDeclaration,
        askable: own && undertaking.askable.includes(resource),
      }),
      ways: waysOf(undertaking, document, matter, field),
      ...(field ? { field } : {}),
    }
  })
}

function standingOf(
  document: ItemDocument,
  matter: Matter,
  { own, asksDeclaration, askable }: { own: boolean; asksDeclaration: boolean; askable: boolean },
): Standing {
  const provided = matter.documents[document.code]
  if (provided)
    return complete(provided) ? { state: 'provided', provided } : { state: 'missing', begun: provided }
  const pull = own && document.resource ? matter.pulls[document.resource.code] : undefined
  if (pull?.state === 'found' && !isOld(pull))
    return { state: 'shared', evidence: pull.preview.id, resource: pull.preview.resource }
  if (document.code === applicationForm && asksDeclaration)
    return { state: matter.form.declaration === true ? 'signed' : 'unsigned' }
  if (!isNeeded(document, matter.form)) return { state: 'idle' }
  return askable && pull === undefined ? { state: 'askable' } : { state: 'missing' }
}

/** A scan is provided once it is there. */
const complete = ({ by, files }: Provided) => by !== 'scan' || files.length > 0

function waysOf(
  { form }: Undertaking,
  { code, formats, needed, declaration, resource }: ItemDocument,
  matter: Matter,
  field: string | undefined,
): Provided['by'][] {
  // What the form itself asks for can only be scanned: without the scan the form is not complete.
  const required = field !== undefined && (form.schema.required as string[] | undefined)?.includes(code)
  if (required) return ['scan']
  const pull = resource && matter.pulls[resource.code]
  const letter = pull?.state === 'failed' && pull.tried.includes('letter')
  return [
    'scan',
    ...(formats.includes('纸质') || code === applicationForm ? (['paper'] as const) : []),
    ...(declaration ? (['declaration'] as const) : []),
    ...(needed === '容缺' || letter ? (['later'] as const) : []),
  ]
}

/** JSON Pointers of the form's fields for scans. */
export function uploadFields(ui: Record<string, unknown>, at = ''): string[] {
  return Object.entries(ui).flatMap(([name, value]) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value) || name.startsWith('ui:'))
      return []
    const part = value as Record<string, unknown>
    return part['ui:widget'] === 'upload' ? [`${at}/${name}`] : uploadFields(part, `${at}/${name}`)
  })
}
