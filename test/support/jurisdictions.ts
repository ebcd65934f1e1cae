import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'csv-parse/sync'
import type { z } from 'zod'
import { Agreement } from '../../model/src/catalogue/agreement.ts'
import { Bundle } from '../../model/src/catalogue/bundle.ts'
import { DemoRegistry } from '../../model/src/catalogue/demo-registry.ts'
import { FormVersion } from '../../model/src/catalogue/form.ts'
import { ItemVersion } from '../../model/src/catalogue/item.ts'
import { JurisdictionProfile } from '../../model/src/catalogue/jurisdiction.ts'
import { DemoPeople } from '../../model/src/catalogue/people.ts'
import { ResourceCatalogue } from '../../model/src/catalogue/resource.ts'
import {
  CatalogueRow,
  CertificateTypeRow,
  DivisionRow,
  EventClassRow,
  NationalItemRow,
} from '../../model/src/catalogue/tables.ts'
import { CollaborationTask } from '../../model/src/catalogue/task.ts'

/** The files under jurisdictions/ as tests read them: each validated by its schema on the way. */

const root = fileURLToPath(new URL('../../jurisdictions/', import.meta.url))

/** Throws with the file and every field of it that is wrong. */
function read<T extends z.ZodType>(schema: T, value: unknown, path: string): z.infer<T> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const wrong = parsed.error.issues.map(issue => `/${issue.path.join('/')}: ${issue.message}`)
  throw new Error(`jurisdictions/${path}\n  ${wrong.join('\n  ')}`)
}
const json = <T extends z.ZodType>(schema: T, path: string): z.infer<T> =>
  read(schema, JSON.parse(readFileSync(root + path, 'utf8')), path)
const all = <T extends z.ZodType>(schema: T, folder: string): z.infer<T>[] =>
  (existsSync(root + folder) ? readdirSync(root + folder) : []).map(file => json(schema, `${folder}/${file}`))
const csv = <T extends z.ZodType>(schema: T, path: string): z.infer<T>[] =>
  parse(readFileSync(root + path, 'utf8'), { columns: true }).map((row: unknown, i: number) =>
    read(schema, row, `${path} line ${i + 2}`),
  )

const load = (code: string) => ({
  code,
  profile: json(JurisdictionProfile, `${code}/jurisdiction.json`),
  items: all(ItemVersion, `${code}/items`),
  forms: all(FormVersion, `${code}/forms`),
  bundles: all(Bundle, `${code}/bundles`),
  tasks: all(CollaborationTask, `${code}/tasks`),
  resources: json(ResourceCatalogue, `${code}/resources.json`),
  /** Nobody where the folder has no `demo/`: it is then not shown by the demonstration. */
  accounts: existsSync(`${root}${code}/demo`) ? json(DemoPeople, `${code}/demo/people.json`).accounts : [],
  registries: all(DemoRegistry, `${code}/demo/registry`),
  catalogue: csv(CatalogueRow, `${code}/catalogue.csv`),
  divisions: csv(DivisionRow, `${code}/divisions.csv`),
})

/** Every folder that is named by a code, in the order of the codes. */
export const nodes = readdirSync(root)
  .filter(name => /^\d{6}$/.test(name))
  .sort()
  .map(load)

/** The folder of one jurisdiction. */
export function shippedNode(code: string): ReturnType<typeof load> {
  const node = nodes.find(candidate => candidate.code === code)
  if (!node) throw new Error(`no jurisdiction ${code}`)
  return node
}

/** The keys under which items of one data folder are saved: its file names without the ending. */
export const fileKeys = (folder: string) => readdirSync(root + folder).map(file => file.replace('.json', ''))

export const certificateTypes = csv(CertificateTypeRow, 'national/certificate-types.csv').map(row => row.code)
export const nationalItems = csv(NationalItemRow, 'national/items.csv')
export const eventClasses = csv(EventClassRow, 'national/event-classes.csv')
export const agreements = all(Agreement, 'agreements')

/** What two jurisdictions agreed. */
export function shippedAgreement(...parties: string[]): Agreement {
  const agreement = agreements.find(a => parties.every(party => a.parties.some(p => p === party)))
  if (!agreement) throw new Error(`no agreement of ${parties.join(' and ')}`)
  return agreement
}
