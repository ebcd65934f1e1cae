import type { SheetRow } from '@lianqiao/model/catalogue/sheet.ts'
import { problem } from '@lianqiao/model/problems/problem.ts'
import { readCsv } from './csv.ts'
import { sheetLimits } from './limits.ts'
import { readXlsx } from './xlsx.ts'

/**
 * The rows of an uploaded sheet, XLSX or CSV as its first bytes say: names lie. Throws `too-large`, `sheet-unreadable`.
 */
export async function readRows(bytes: Uint8Array): Promise<SheetRow[]> {
  if (bytes.length > sheetLimits.bytes)
    throw problem('too-large', { limit: `${sheetLimits.bytes / 1024 / 1024} MB` })
  const zip = bytes[0] === 0x50 && bytes[1] === 0x4b
  if (!zip && bytes.subarray(0, 4096).includes(0))
    throw problem('sheet-unreadable', { reason: '不是 CSV 或 XLSX / neither CSV nor XLSX' })
  const rows = zip ? await readXlsx(bytes) : readCsv(bytes)
  if (rows.length > sheetLimits.rows)
    throw problem('sheet-unreadable', { reason: `超过 ${sheetLimits.rows} 行 / too many rows` })
  return rows
}
