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

/**
 * The files under jurisdictions/ as tests read them, each validated by its schema on the way; and with them the small
 * jurisdiction that README.md tells people to copy.
 */

const root = fileURLToPath(new URL('../../', import.meta.url))
const roots = ['jurisdictions', 'test/federation/fixtures/jurisdictions']

/** Throws with the file and every field of it that is wrong. */
function read<T extends z.ZodType>(schema: T, value: unknown, path: string): z.infer<T> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const wrong = parsed.error.issues.map(issue => `/${issue.path.join('/')}: ${issue.message}`)
  throw new Error(`${path}\n  ${wrong.join('\n  ')}`)
}
const json = <T extends z.ZodType>(schema: T, path: string): z.infer<T> =>
  read(schema, JSON.parse(readFileSync(root + path, 'utf8')), path)
const all = <T extends z.ZodType>(schema: T, folder: string): z.infer<T>[] =>
  (existsSync(root + folder) ? readdirSync(root + folder) : []).map(file => json(schema, `${folder}/${file}`))
const csv = <T extends z.ZodType>(schema: T, path: string): z.infer<T>[] =>
  parse(readFileSync(root + path, 'utf8'), { columns: true }).map((row: unknown, i: number) =>
    read(schema, row, `${path} line ${i + 2}`),
  )

const load = (folder: string, code: string) => ({
  code,
  profile: json(JurisdictionProfile, `${folder}/jurisdiction.json`),
  items: all(ItemVersion, `${folder}/items`),
  /** The keys under which its items are saved: the names of the files without the ending. */
  itemFiles: readdirSync(`${root}${folder}/items`).map(file => file.replace('.json', '')),
  forms: all(FormVersion, `${folder}/forms`),
  bundles: all(Bundle, `${folder}/bundles`),
  tasks: all(CollaborationTask, `${folder}/tasks`),
  resources: json(ResourceCatalogue, `${folder}/resources.json`),
  /** Nobody where the folder has no `demo/`: it is then not shown by the demonstration. */
  accounts: existsSync(`${root}${folder}/demo`)
    ? json(DemoPeople, `${folder}/demo/people.json`).accounts
    : [],
  registries: all(DemoRegistry, `${folder}/demo/registry`),
  catalogue: csv(CatalogueRow, `${folder}/catalogue.csv`),
  divisions: csv(DivisionRow, `${folder}/divisions.csv`),
})

/** Every folder that is named by a code. */
export const nodes = roots.flatMap(folder =>
  readdirSync(root + folder)
    .filter(name => /^\d{6}$/.test(name))
    .sort()
    .map(code => load(`${folder}/${code}`, code)),
)

/** The folder of one jurisdiction. */
export function shippedNode(code: string): ReturnType<typeof load> {
  const node = nodes.find(candidate => candidate.code === code)
  if (!node) throw new Error(`no jurisdiction ${code}`)
  return node
}

const national = <T extends z.ZodType>(schema: T, name: string) =>
  csv(schema, `jurisdictions/national/${name}`)

export const certificateTypes = national(CertificateTypeRow, 'certificate-types.csv').map(row => row.code)
export const nationalItems = national(NationalItemRow, 'items.csv')
export const eventClasses = national(EventClassRow, 'event-classes.csv')
export const agreements = roots.flatMap(folder => all(Agreement, `${folder}/agreements`))

/** What two jurisdictions agreed. */
export function shippedAgreement(...parties: string[]): Agreement {
  const agreement = agreements.find(a => parties.every(party => a.parties.some(p => p === party)))
  if (!agreement) throw new Error(`no agreement of ${parties.join(' and ')}`)
  return agreement
}
