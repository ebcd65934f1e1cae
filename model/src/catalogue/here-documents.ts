import type { Agreement } from './agreement.ts'
import type { ItemDocument } from './document.ts'
import type { ItemVersion } from './item.ts'

/** A document that a person brings. */
export interface Brought {
  code: string
  name: string
  nameEn: string
  needed: ItemDocument['needed']
  original: ItemDocument['original']
  copies: number
  /** In which case only, in the guide's words. */
  when?: string
  /** What a written declaration may say in its place (告知承诺). */
  declaration?: string
}

/** A document that nobody brings (免提交), and what stands for it. */
export interface Shared {
  code: string
  name: string
  nameEn: string
  by: 'certificate' | 'resource'
}

export interface HereDocuments {
  bring: Brought[]
  shared: Shared[]
}

/**
 * What a person still brings after sharing. A register of the applicant's home elsewhere (户籍地) replaces paper only
 * where an agreement in force lets this authority ask one; an electronic certificate replaces it everywhere (国令716号 10).
 */
export function documentsHere(item: ItemVersion, inForce: readonly Agreement[]): HereDocuments {
  const asks = (resource: string) =>
    inForce.some(a => a.data.some(d => d.resource === resource && d.consumer === item.jurisdiction))
  const sharedBy = (document: ItemDocument): Shared['by'] | undefined => {
    if (!document.exempt) return undefined
    if (document.certificateType) return 'certificate'
    const { resource } = document
    return resource && (resource.holder === '本地' || asks(resource.code)) ? 'resource' : undefined
  }
  const documents: HereDocuments = { bring: [], shared: [] }
  for (const document of item.documents) {
    const { code, name, nameEn, needed, original, copies, neededWhen, declaration } = document
    const by = sharedBy(document)
    if (by) documents.shared.push({ code, name, nameEn, by })
    else
      documents.bring.push({
        ...{ code, name, nameEn, needed, original, copies },
        ...(neededWhen ? { when: neededWhen.text } : {}),
        ...(declaration ? { declaration } : {}),
      })
  }
  return documents
}
