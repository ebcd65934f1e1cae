import { z } from 'zod'
import { Bundle } from './bundle.ts'
import { VersionNumber } from './codes.ts'
import { FormVersion } from './form.ts'
import { ItemVersion } from './item.ts'
import { JurisdictionProfile } from './jurisdiction.ts'
import { ListedItem } from './listed.ts'
import { DivisionRow } from './tables.ts'
import { CollaborationTask } from './task.ts'

/** What the catalogue keeps versions of. A `listed` item is a row of a list whose guide is not there. */
export const documentSchemas = {
  item: ItemVersion,
  listed: ListedItem,
  form: FormVersion,
  bundle: Bundle,
  task: CollaborationTask,
} as const
export type VersionKind = keyof typeof documentSchemas
export type DocumentOf<K extends VersionKind> = z.infer<(typeof documentSchemas)[K]>

/** One published version on its way to a partner. The version stands beside, since a listed item has none inside. */
export const PublishedVersion = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('item'), version: VersionNumber, document: ItemVersion }),
  z.strictObject({ kind: z.literal('listed'), version: VersionNumber, document: ListedItem }),
  z.strictObject({ kind: z.literal('form'), version: VersionNumber, document: FormVersion }),
  z.strictObject({ kind: z.literal('bundle'), version: VersionNumber, document: Bundle }),
  z.strictObject({ kind: z.literal('task'), version: VersionNumber, document: CollaborationTask }),
])
export type PublishedVersion = z.infer<typeof PublishedVersion>

/** Body of `catalogue.published`: what a node tells its partners of its own catalogue, whole or in part. */
export const Publication = z.strictObject({
  profile: JurisdictionProfile.optional(),
  divisions: z
    .array(DivisionRow)
    .max(5000)
    .refine(
      rows => new Set(rows.map(row => row.code)).size === rows.length,
      '区划重复 / a division given twice',
    )
    .optional(),
  versions: z.array(PublishedVersion).max(500),
})
export type Publication = z.infer<typeof Publication>

/** The key of a document among its kind: forms call it id. */
export function codeOf(document: DocumentOf<VersionKind>): string {
  return 'id' in document ? document.id : document.code
}
