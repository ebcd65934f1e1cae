import { type Compilable, CompiledQuery, type Insertable } from 'kysely'
import type { DB } from './tables.ts'

/** What becomes of a row that is there already: it stays, or these columns of it take the new values. */
type Conflict<T extends keyof DB> =
  | 'stays'
  | {
      key: keyof DB[T] & string
      takes: readonly (keyof DB[T] & string)[]
      /** Columns that take a new value only where there is one. */
      keeps?: readonly (keyof DB[T] & string)[]
    }

/**
 * An insert that every step makes: the same text each time, so that it is not built anew from its columns. Its rows have all
 * the same columns, whenever they come; a row with others is a fault of the program, and nothing of it is left out silently.
 */
export function insertInto<T extends keyof DB & string>(
  table: T,
  conflict?: Conflict<T>,
): (rows: readonly Insertable<DB[T]>[]) => Compilable {
  /** By the number of rows. */
  const texts = new Map<number, string>()
  let columns: string[] = []
  return rows => {
    if (columns.length === 0) columns = Object.keys(rows[0] ?? {})
    for (const row of rows)
      if (Object.keys(row).length !== columns.length || !columns.every(column => column in row))
        throw new TypeError(`${table}: a row with other columns than ${columns}`)
    const text = texts.get(rows.length) ?? textOf(table, columns, rows.length, conflict)
    texts.set(rows.length, text)
    const values = rows.flatMap(row => columns.map(column => row[column as never]))
    return { compile: () => CompiledQuery.raw(text, values) as never }
  }
}

function textOf<T extends keyof DB & string>(
  table: T,
  columns: readonly string[],
  rows: number,
  conflict: Conflict<T> | undefined,
): string {
  const tuples = Array.from(
    { length: rows },
    (_, row) => `(${columns.map((_, column) => `$${row * columns.length + column + 1}`).join(', ')})`,
  )
  const insert = `insert into "${table}" (${columns.map(quoted).join(', ')}) values ${tuples.join(', ')}`
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
