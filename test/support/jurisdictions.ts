import { readdirSync, readFileSync } from 'node:fs'
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
const json = <T extends z.ZodType>(schema: T, path: string): z.infer<T> =>
  schema.parse(JSON.parse(readFileSync(root + path, 'utf8')))
const all = <T extends z.ZodType>(schema: T, folder: string): z.infer<T>[] =>
  readdirSync(root + folder).map(file => json(schema, `${folder}/${file}`))
const csv = <T extends z.ZodType>(schema: T, path: string): z.infer<T>[] =>
  parse(readFileSync(root + path, 'utf8'), { columns: true }).map((row: unknown) => schema.parse(row))

const load = (code: string) => ({
  code,
  profile: json(JurisdictionProfile, `${code}/jurisdiction.json`),
  items: all(ItemVersion, `${code}/items`),
  forms: all(FormVersion, `${code}/forms`),
  bundles: all(Bundle, `${code}/bundles`),
  tasks: all(CollaborationTask, `${code}/tasks`),
  resources: json(ResourceCatalogue, `${code}/resources.json`),
  people: json(DemoPeople, `${code}/demo/people.json`),
  registries: all(DemoRegistry, `${code}/demo/registry`),
  catalogue: csv(CatalogueRow, `${code}/catalogue.csv`),
  divisions: csv(DivisionRow, `${code}/divisions.csv`),
})

/** 浦口 and 和县. */
export const nodes = [load('320111'), load('340523')] as const
export type ShippedNode = ReturnType<typeof load>

/** The keys under which items of one data folder are saved: its file names without the ending. */
export const fileKeys = (folder: string) => readdirSync(root + folder).map(file => file.replace('.json', ''))

export const certificateTypes = csv(CertificateTypeRow, 'national/certificate-types.csv').map(row => row.code)
export const nationalItems = csv(NationalItemRow, 'national/items.csv')
export const eventClasses = csv(EventClassRow, 'national/event-classes.csv')
export const agreements = all(Agreement, 'agreements')
