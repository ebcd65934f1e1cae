import type { Connection, Database } from './database.ts'

/**
 * A question that every request asks of its own row: all that are asked in one turn of the event loop leave as one
 * statement. None is answered by what was read before it was asked.
 * @param read finds the rows of these keys, in any order
 */
export function gathered<Row>(
  read: (db: Connection, keys: readonly string[]) => Promise<Row[]>,
  keyOf: (row: Row) => string,
): (db: Database, key: string) => Promise<Row | undefined> {
  const gathering = new WeakMap<Database, { keys: Set<string>; rows: Promise<Map<string, Row>> }>()
  const begin = (db: Database) => {
    const keys = new Set<string>()
    const rows = new Promise<void>(resolve => setImmediate(resolve)).then(async () => {
      gathering.delete(db)
      return new Map((await read(db, [...keys])).map(row => [keyOf(row), row]))
    })
    const begun = { keys, rows }
    gathering.set(db, begun)
    return begun
  }
  return async (db, key) => {
    const { keys, rows } = gathering.get(db) ?? begin(db)
    keys.add(key)
    return (await rows).get(key)
  }
}
