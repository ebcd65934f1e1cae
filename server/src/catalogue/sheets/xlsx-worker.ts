import { parentPort, workerData } from 'node:worker_threads'
import type { SheetRow } from '@lianqiao/model/catalogue/sheet.ts'
import excel, { type Cell, type CellValue } from 'exceljs'
import { checkArchive } from './archive.ts'
import { sheetLimits } from './limits.ts'

/** Runs in a thread of its own, so that a sheet made to exhaust a reader exhausts only that. */
export type XlsxAnswer = { rows: SheetRow[] } | { refused: string }

const refuse = (refused: string): XlsxAnswer => ({ refused })

async function read(bytes: Buffer): Promise<XlsxAnswer> {
  checkArchive(bytes, sheetLimits)
  const book = new excel.Workbook()
  await book.xlsx.load(bytes as unknown as Parameters<typeof book.xlsx.load>[0])
  const sheet = book.worksheets.find(s => s.state === 'visible')
  if (!sheet) return refuse('没有工作表 / no sheet')
  if (sheet.rowCount > sheetLimits.rows) return refuse(`超过 ${sheetLimits.rows} 行 / too many rows`)
  if (sheet.columnCount > sheetLimits.columns)
    return refuse(`超过 ${sheetLimits.columns} 列 / too many columns`)
  const rows: SheetRow[] = []
  sheet.eachRow({ includeEmpty: false }, (row, number) => {
    const cells: string[] = []
    const formulas: number[] = []
    row.eachCell({ includeEmpty: false }, (cell, column) => {
      // The value of a merged cell stands in its first; the others repeat it and would count twice.
      cells[column - 1] =
        cell.isMerged && cell.master !== cell ? '' : textOf(cell.value).slice(0, sheetLimits.cell)
      if (isFormula(cell)) formulas.push(column - 1)
    })
    rows.push({ number, cells: Array.from(cells, text => text ?? ''), formulas })
  })
  return { rows }
}

const isFormula = ({ value }: Cell): boolean =>
  typeof value === 'object' && value !== null && ('formula' in value || 'sharedFormula' in value)

function textOf(value: CellValue): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return value.toISOString()
  if (typeof value !== 'object') return String(value)
  if ('richText' in value) return value.richText.map(part => part.text).join('')
  if ('hyperlink' in value)
    return typeof value.text === 'string' ? value.text : textOf(value.text as CellValue)
  if ('error' in value) return value.error
  return textOf(value.result)
}

try {
  parentPort?.postMessage(await read(Buffer.from(workerData as Uint8Array)))
} catch (error) {
  parentPort?.postMessage(
    refuse(
      error instanceof RangeError
        ? '解压后过大 / too large when unpacked'
        : '不是有效的 XLSX / no valid XLSX',
    ),
  )
}
