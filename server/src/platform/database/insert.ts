import { type Compilable, CompiledQuery, type Insertable, type Updateable } from 'kysely'
import type { DB } from './tables.ts'

/** What becomes of a row that is there already: it stays, or these columns of it take the new values. */
type Conflict<Column extends string = string> =
  | 'stays'
  | {
      key: Column
      takes: readonly Column[]
      /** Columns that take a new value only where there is one. */
      keeps?: readonly Column[]
    }

/** Which rows are changed: those of this key, and of them only those of which something holds, told in SQL. */
interface Change<Column extends string = string> {
  key: Column
  only: string
}

type Row = Readonly<Record<string, unknown>>

/** How rows come into a table, or change those that are there. */
interface Way {
  readonly table: string
  readonly conflict?: Conflict | undefined
  readonly change?: Change
  /** Known with the first rows, and the text with the first that leave. */
  columns: readonly string[]
  text?: string
}

/** Rows on their way into a table, which others may join before they leave. */
export interface Inserted extends Compilable {
  readonly way: Way
  readonly rows: readonly Row[]
}

/**
 * An insert that every step makes: the same text each time, however many rows it brings, so that it is built and planned
 * once. Its rows have all the same columns, whenever they come; a row with others is a fault of the program, and nothing of it
 * is left out silently. They travel as one JSON: what a `jsonb` column is to hold stands in the row as it is, not as text.
 */
export function insertInto<T extends keyof DB & string>(
  table: T,
  conflict?: Conflict<keyof DB[T] & string>,
): (rows: readonly Insertable<DB[T]>[]) => Inserted {
  const way: Way = { table, conflict, columns: [] }
  return rows => insertedBy(way, rows as readonly Row[])
}

/** The same for changes of rows that are there: each brings its key and the columns that take a new value. */
export function changeIn<T extends keyof DB & string>(
  table: T,
  change: Change<keyof DB[T] & string>,
): (rows: readonly Updateable<DB[T]>[]) => Inserted {
  const way: Way = { table, change, columns: [] }
  return rows => insertedBy(way, rows as readonly Row[])
}

function insertedBy(way: Way, rows: readonly Row[]): Inserted {
  if (way.columns.length === 0) way.columns = Object.keys(rows[0] ?? {})
  for (const row of rows)
    if (Object.keys(row).length !== way.columns.length || !way.columns.every(column => column in row))
      throw new TypeError(`${way.table}: a row with other columns than ${way.columns}`)
  return {
    way,
    rows,
    compile() {
      way.text ??= textOf(way)
      return CompiledQuery.raw(way.text, [JSON.stringify(rows.map(readable))]) as never
    },
  }
}

/** As PostgreSQL reads it: bytes as `\x…`. */
function readable(row: Row): Row {
  const bytes = Object.entries(row).filter(([, value]) => Buffer.isBuffer(value)) as [string, Buffer][]
  if (bytes.length === 0) return row
  const inHex = bytes.map(([column, value]) => [column, `\\x${value.toString('hex')}`])
  return { ...row, ...Object.fromEntries(inHex) }
}

/**
 * Two inserts as one that leaves the same rows: a row that both write, with what the second changes of it. Undefined where
 * they cannot be one.
 */
export function insertedTogether(one: Inserted, other: Inserted): Inserted | undefined {
  const { conflict, change } = other.way
  // Of a row that is changed twice the second change sees the first.
  if (change && one.rows.some(row => other.rows.some(later => later[change.key] === row[change.key])))
    return undefined
  if (typeof conflict !== 'object')
    return one.way === other.way ? insertedBy(one.way, [...one.rows, ...other.rows]) : undefined
  const { key, takes, keeps = [] } = conflict
  const sameRow = (row: Row) => (another: Row) => another[key] === row[key]
  // What each takes of its row may differ only where it is the same row.
  const same = one.way === other.way || one.rows.every(row => other.rows.every(sameRow(row)))
  const way = same && wayOfBoth(one.way, other.way)
  if (!way) return undefined
  const after = (row: Row, later: Row): Row => ({
    ...row,
    ...Object.fromEntries(takes.map(column => [column, later[column]])),
    ...Object.fromEntries(keeps.map(column => [column, later[column] ?? row[column]])),
  })
  const rows = one.rows.map(row => {
    const later = other.rows.find(sameRow(row))
    return later ? after(row, later) : row
  })
  const fresh = other.rows.filter(row => !one.rows.some(sameRow(row)))
  return insertedBy(way, [...rows, ...fresh])
}

/** Ways of two that take different columns of the same row. */
const both = new WeakMap<Way, Map<Way, Way>>()

function wayOfBoth(one: Way, other: Way): Way | undefined {
  if (one === other) return one
  const { table, conflict, columns } = other
  if (one.table !== table || String(one.columns) !== String(columns)) return undefined
  if (typeof one.conflict !== 'object' || typeof conflict !== 'object') return undefined
  const known = both.get(one) ?? new Map<Way, Way>()
  both.set(one, known)
  const takes = [...new Set([...one.conflict.takes, ...conflict.takes])]
  const way = known.get(other) ?? { table, conflict: { ...conflict, takes }, columns }
  known.set(other, way)
  return way
}

function textOf({ table, columns, conflict, change }: Way): string {
  const names = columns.map(quoted).join(', ')
  // No row of the table says what a row of it is: a type named `record` is another one.
  const fresh = `json_populate_recordset((select one from "${table}" as one where false), $1)`
  if (change) {
    const taken = columns.filter(column => column !== change.key).map(quoted)
    const [key, sets] = [quoted(change.key), taken.map(column => `${column} = fresh.${column}`).join(', ')]
    return `update "${table}" set ${sets} from ${fresh} as fresh where "${table}".${key} = fresh.${key} and "${table}".${change.only}`
  }
  const insert = `insert into "${table}" (${names}) select ${names} from ${fresh}`
  if (!conflict) return insert
  if (conflict === 'stays') return `${insert} on conflict do nothing`
  const { key, takes, keeps = [] } = conflict
  const sets = [
    ...takes.map(column => `${quoted(column)} = excluded.${quoted(column)}`),
    ...keeps.map(
      column => `${quoted(column)} = coalesce(excluded.${quoted(column)}, "${table}".${quoted(column)})`,
    ),
  ]
  return `${insert} on conflict (${quoted(key)}) do update set ${sets.join(', ')}`
}

const quoted = (column: string) => `"${column}"`
