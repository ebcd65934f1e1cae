import type { Limit, Unit } from '../clocks/limits.ts'

/** How the cells of an item list are read and written. Reading throws `CellFault`, in words for whoever typed the cell. */

export class CellFault extends Error {
  readonly zh: string
  readonly en: string
  constructor(zh: string, en: string) {
    super(en)
    this.zh = zh
    this.en = en
  }
}

/** Entries of a cell: one a line, or separated by ； or ;. */
export const listOf = (cell: string): string[] =>
  cell
    .split(/[;；\r\n]+/)
    .map(entry => entry.trim())
    .filter(Boolean)

export const joined = (entries: readonly string[]): string => entries.join('；')

/** One of the values, or a word that lists use for it. */
export function choice<const Value extends string>(
  cell: string,
  values: readonly Value[],
  alsoCalled: Readonly<Record<string, Value>> = {},
): Value {
  const found = values.find(value => value === cell) ?? alsoCalled[cell]
  if (found) return found
  throw new CellFault(`只能填：${values.join('、')}`, `One of: ${values.join(', ')}`)
}

/** 是 or 否. */
export function yesNo(cell: string): boolean {
  return (
    choice(cell, ['是', '否'], { Y: '是', N: '否', '1': '是', '0': '否', 支持: '是', 不支持: '否' }) === '是'
  )
}

export const yesNoText = (value: boolean): string => (value ? '是' : '否')

/** A whole number, 次 or 次数 behind it left out. */
export function count(cell: string): number {
  if (/^\d{1,3}\s*次?$/.test(cell)) return Number.parseInt(cell, 10)
  throw new CellFault('请填不小于 0 的整数', 'A whole number, 0 or more')
}

const units: Record<string, Unit> = {
  工作日: 'working-day',
  个工作日: 'working-day',
  天: 'calendar-day',
  日: 'calendar-day',
  自然日: 'calendar-day',
  个自然日: 'calendar-day',
  小时: 'working-hour',
  工作小时: 'working-hour',
  个工作小时: 'working-hour',
}
const unitNames: Record<Unit, string> = {
  'working-day': '工作日',
  'calendar-day': '自然日',
  'working-hour': '工作小时',
}

/**
 * A time limit: `20个工作日`, or `20` with the unit in the cell beside it; 当场 and 即办 are the same day. A number
 * without any unit is refused: laws count in different ones.
 */
export function limit(cell: string, unitCell: string): Limit {
  if (/^(当场|当日|即办|即时)/.test(cell)) return { unit: 'working-day', amount: 0 }
  const [, amount, written] = /^(\d+(?:\.\d+)?)\s*(\D*)$/.exec(cell) ?? []
  const unit = units[(written || unitCell).trim()]
  if (amount === undefined)
    throw new CellFault('请填时限，如“20个工作日”', 'A time limit, such as 20个工作日')
  if (!unit)
    throw new CellFault('请写明单位：工作日、自然日或工作小时', 'Name the unit: 工作日, 自然日 or 工作小时')
  if (unit !== 'working-hour' && !/^\d+$/.test(amount))
    throw new CellFault('天数须为整数', 'Days are whole numbers')
  return { unit, amount: Number(amount) }
}

export const limitText = (value: Limit | null): string => (value ? String(value.amount) : '')
export const unitText = (value: Limit | null): string => (value ? unitNames[value.unit] : '')

/** A day: 2026-01-01, 2026/1/1, 20260101 or 2026年1月1日. */
export function day(cell: string): string {
  const [, year, month, date] =
    /^(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?(?:T00:00:00.*)?$/.exec(cell) ?? []
  const text = `${year}-${month?.padStart(2, '0')}-${date?.padStart(2, '0')}`
  if (Number.isNaN(Date.parse(text)))
    throw new CellFault('请填日期，如 2026-01-01', 'A date, such as 2026-01-01')
  return text
}

/** Excel of East Asia takes the full-width signs as well. */
const asFormula = /^[=+\-@\t\r＝＋－＠]/
const harmless = /^[+-]?[\d\s()（）.,-]*$/

/** Whether a program that opens the sheet could take the text for a formula (CSV injection); plain numbers it may. */
export const looksLikeFormula = (text: string): boolean => asFormula.test(text) && !harmless.test(text)

/** The text as it may safely stand in a sheet. `fromSheet` takes the mark away again. */
export const forSheet = (text: string): string => (looksLikeFormula(text) ? `'${text}` : text)
export const fromSheet = (text: string): string =>
  text.startsWith("'") && looksLikeFormula(text.slice(1)) ? text.slice(1) : text
