import type { SheetRow } from '@lianqiao/model/catalogue/sheet.ts'
import { problem } from '@lianqiao/model/problems/problem.ts'
import { CsvError, parse } from 'csv-parse/sync'
import { sheetLimits } from './limits.ts'

/**
 * Read a CSV in UTF-8, with or without its mark, or in GB 18030, which Excel writes on Chinese Windows. Rows are numbered
 * as a sheet shows them. Throws `sheet-unreadable`.
 */
export function readCsv(bytes: Uint8Array): SheetRow[] {
  try {
    const rows: string[][] = parse(decode(bytes), {
      relax_column_count: true,
      skip_empty_lines: false,
      max_record_size: sheetLimits.cell * sheetLimits.columns,
      to: sheetLimits.rows + 1,
    })
    return rows.map((cells, index) => ({ number: index + 1, cells, formulas: [] }))
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const line = error.lines ?? '?'
    throw problem('sheet-unreadable', { reason: `第 ${line} 行：${error.code} / line ${line}` })
  }
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    // GB 18030 maps every pair of bytes, so it is asked last.
    return new TextDecoder('gb18030').decode(bytes)
  }
}
