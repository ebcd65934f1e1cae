import { forSheet } from '@lianqiao/model/catalogue/cells.ts'
import { columns } from '@lianqiao/model/catalogue/columns.ts'
import type { ItemVersion } from '@lianqiao/model/catalogue/item.ts'
import type { JurisdictionProfile } from '@lianqiao/model/catalogue/jurisdiction.ts'
import { stringify } from 'csv-stringify/sync'

/** A list as CSV with the columns of the import, in UTF-8 with the mark that Excel needs; no cell can act as a formula. */
export function listAsCsv(items: readonly ItemVersion[]): Uint8Array {
  return csv(items.map(item => columns.map(column => column.get(item))))
}

/** The same with one example, its department one that this jurisdiction has. */
export function template(profile: JurisdictionProfile): Uint8Array {
  const department = profile.departments[0]?.name ?? ''
  return csv([columns.map(column => (column.key === 'department' ? department : column.example))])
}

function csv(rows: readonly string[][]): Uint8Array {
  const all = [columns.map(column => column.heading), ...rows.map(row => row.map(forSheet))]
  return new TextEncoder().encode(stringify(all, { bom: true, record_delimiter: '\r\n' }))
}
