import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CertificateTypeRow } from '@lianqiao/model/catalogue/tables.ts'
import { parse } from 'csv-parse/sync'
import { shippedFolder } from '../platform/jurisdiction-files.ts'

const file = join(shippedFolder, 'national/certificate-types.csv')
let types: Promise<CertificateTypeRow[]> | undefined

/** The national list of types of electronic certificate (证照类型), as shipped; read once. */
export function certificateTypes(): Promise<CertificateTypeRow[]> {
  types ??= readFile(file, 'utf8').then(text => {
    const rows: unknown[] = parse(text, { columns: true })
    return rows.map(row => CertificateTypeRow.parse(row))
  })
  return types
}
