import type { JurisdictionCode } from '../identifiers/division.ts'
import { problem } from '../problems/problem.ts'
import { CellFault, fromSheet, looksLikeFormula } from './cells.ts'
import { type Column, columnAt, columnOf, columns } from './columns.ts'
import { ItemVersion } from './item.ts'
import type { JurisdictionProfile } from './jurisdiction.ts'
import { lintItem } from './lint.ts'
import { assumed, blankItem } from './sheet-blank.ts'
import { partAt } from './uncolumned.ts'

/** A row of a sheet: its number in the margin, its cells as text, and which of them hold formulas. */
export interface SheetRow {
  number: number
  cells: readonly string[]
  formulas: readonly number[]
}

export interface SheetContext {
  jurisdiction: JurisdictionCode
  profile: JurisdictionProfile
  /** The newest guides of the jurisdiction. */
  items: readonly ItemVersion[]
  today: string
}

export interface SheetFault {
  row: number
  /** Heading of the column; of what no column holds, its name. */
  column: string
  /** The same in English, where it is no heading of the list. */
  columnEn?: string
  value: string
  severity: 'error' | 'warning'
  zh: string
  en: string
}

/** What one row comes to. `item` is there unless it is refused; `replaces` where a guide of the code exists. */
export interface SheetResult {
  row: number
  code: string
  name: string
  state: 'new' | 'changed' | 'unchanged' | 'refused'
  item?: ItemVersion
  replaces?: ItemVersion
  changes: { path: string; before: string; after: string }[]
  faults: SheetFault[]
}

export interface Sheet {
  headings: { heading: string; column?: string }[]
  rows: SheetResult[]
}

/**
 * Read an item list (实施清单) against what the jurisdiction has: each row a new guide, a change or nothing, with all that
 * is wrong told by row and column. Cells left empty say nothing. Throws `sheet-unreadable` where no headings are found.
 */
export function readSheet(rows: readonly SheetRow[], context: SheetContext): Sheet {
  const at = rows.slice(0, 10).findIndex(row => row.cells.some(cell => columnOf(cell)?.key === 'name'))
  const head = rows[at]
  if (!head)
    throw problem('sheet-unreadable', { reason: '前十行中没有“事项名称”这一列 / no heading 事项名称' })
  const found = head.cells.map(columnOf)
  const known = indexed(context.items)
  const results = rows
    .slice(at + 1)
    .filter(row => row.cells.some(cell => cell.trim() !== ''))
    .map(row => readRow(row, found, { ...context, known }))
  refuseRepeated(results)
  return {
    headings: head.cells.flatMap((heading, i) => {
      const column = found[i]
      return heading.trim() ? [{ heading, ...(column ? { column: column.heading } : {}) }] : []
    }),
    rows: results,
  }
}

/** What rows may name an item by. */
const names = ['code', 'taskCode', 'basicCode', 'name'] as const
type Known = Record<(typeof names)[number], ReadonlyMap<string, ItemVersion>>
type Indexed = SheetContext & { known: Known }

function indexed(items: readonly ItemVersion[]): Known {
  const by = (key: (typeof names)[number]): ReadonlyMap<string, ItemVersion> =>
    new Map(items.flatMap(item => (item[key] ? [[item[key] as string, item] as const] : [])))
  return { code: by('code'), taskCode: by('taskCode'), basicCode: by('basicCode'), name: by('name') }
}

function readRow(row: SheetRow, found: readonly (Column | undefined)[], context: Indexed): SheetResult {
  const faults: SheetFault[] = []
  const texts: Record<string, string> = {}
  const fault = (
    column: string,
    value: string,
    words: { zh: string; en: string },
    severity: SheetFault['severity'] = 'error',
    columnEn?: string,
  ) => {
    // Of one cell the same is said once, however many parts of the guide it is about.
    if (faults.some(known => known.column === column && known.zh === words.zh)) return
    faults.push({
      ...{ row: row.number, column, value: value.slice(0, 200), severity, zh: words.zh, en: words.en },
      ...(columnEn ? { columnEn } : {}),
    })
  }
  const faulted = (column: Column) => faults.some(known => known.column === column.heading)
  found.forEach((column, i) => {
    if (!column) return
    const raw = (row.cells[i] ?? '').trim()
    if (row.formulas.includes(i) || looksLikeFormula(raw)) fault(column.heading, raw, formula)
    else if (!blanks.has(raw)) texts[column.key] = fromSheet(raw)
  })
  const { item, replaces } = begin(texts, context)
  const filled = columns.filter(column => texts[column.key] !== undefined)
  for (const column of filled) {
    const text = texts[column.key] ?? ''
    if (replaces && column.get(replaces) === text) continue
    try {
      column.set(item, text, { row: texts, profile: context.profile })
    } catch (error) {
      if (!(error instanceof CellFault)) throw error
      fault(column.heading, text, error)
    }
  }
  if (!replaces) {
    for (const column of columns.filter(c => c.required && texts[c.key] === undefined && !faulted(c)))
      fault(column.heading, '', needed)
    if (!item.code) fault('事项编码', '', noCode)
    item.unconfirmed = assumed(new Set(filled.map(column => column.key)))
  }
  if (!faults.some(f => f.severity === 'error'))
    for (const { path, severity, zh, en } of judged(item)) {
      const column = columnAt(path)
      if (column) fault(column.heading, texts[column.key] ?? '', { zh, en }, severity)
      else {
        const part = partAt(path)
        fault(part.zh, '', { zh, en }, severity, part.en)
      }
    }
  return settled({ row: row.number, item, replaces, faults })
}

const blanks = new Set(['', '-', '—', '/', '\\'])
const needed = { zh: '新事项须填写此列', en: 'A new item needs this column' }
const formula = { zh: '单元格中不得有公式，请改为文字', en: 'Formulas are not taken; write the text itself' }
const noCode = {
  zh: '请填写事项编码（小写字母、数字和连字符）或基本编码',
  en: 'Give the item code (lower-case letters, digits, hyphens) or the basic code',
}

/** The guide that the row is about, copied; or a new one, its code made from the basic code where none is given. */
function begin(
  texts: Readonly<Record<string, string>>,
  { known, jurisdiction, today }: Indexed,
): { item: ItemVersion; replaces: ItemVersion | undefined } {
  const { code, taskCode = '', basicCode = '', name = '' } = texts
  const replaces = code
    ? known.code.get(code)
    : (known.taskCode.get(taskCode) ?? known.basicCode.get(basicCode) ?? known.name.get(name))
  if (replaces)
    // A change takes effect at once unless the row names another day.
    return { item: { ...ItemVersion.parse(replaces), effectiveFrom: today }, replaces }
  const made = code ?? (basicCode ? `item-${basicCode.toLowerCase()}` : '')
  return { item: { ...blankItem(jurisdiction, today), code: made }, replaces: undefined }
}

/** Faults of form first; rules for guides only of what has the form of one. */
function judged(
  item: ItemVersion,
): { path: string; severity: SheetFault['severity']; zh: string; en: string }[] {
  const parsed = ItemVersion.safeParse(item)
  if (parsed.success) return lintItem(parsed.data)
  return parsed.error.issues.map(issue => ({
    path: issue.path.join('.'),
    severity: 'error',
    zh: issue.message.includes(' / ')
      ? (issue.message.split(' / ')[0] ?? '')
      : '格式不正确；编码请设为文本格式，以免丢失前导零',
    en: issue.message.split(' / ')[1] ?? issue.message,
  }))
}

function settled({
  row,
  item,
  replaces,
  faults,
}: Pick<SheetResult, 'row' | 'faults'> & {
  item: ItemVersion
  replaces: ItemVersion | undefined
}): SheetResult {
  const { code, name } = item
  const before = (column: Column) => (replaces ? column.get(replaces) : '')
  const changes = columns
    .map(column => ({ path: column.heading, before: before(column), after: column.get(item) }))
    .filter(change => change.before !== change.after)
  if (faults.some(f => f.severity === 'error'))
    return { row, code, name, state: 'refused', changes: [], faults }
  // A row that changes nothing but its date says nothing new.
  const changed = changes.some(change => change.path !== '生效日期')
  if (replaces && !changed) return { row, code, name, state: 'unchanged', changes: [], faults }
  const version = (replaces?.version ?? 0) + 1
  return {
    ...{ row, code, name, changes, faults },
    state: replaces ? 'changed' : 'new',
    item: { ...item, version },
    ...(replaces ? { replaces } : {}),
  }
}

/** Of two rows about one item neither can be right. */
function refuseRepeated(results: readonly SheetResult[]): void {
  const rows = Map.groupBy(
    results.filter(result => result.code),
    result => result.code,
  )
  for (const same of rows.values()) if (same.length > 1) for (const result of same) refuse(result, same)
}

function refuse(result: SheetResult, same: readonly SheetResult[]): void {
  const others = same.filter(other => other !== result).map(other => other.row)
  result.state = 'refused'
  result.faults.push({
    row: result.row,
    column: '事项编码',
    value: result.code,
    severity: 'error',
    zh: `与第 ${others.join('、')} 行是同一事项，请只留一行`,
    en: `The same item as row ${others.join(', ')}; keep one of them`,
  })
}
