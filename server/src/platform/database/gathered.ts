import { awaited, together } from '../transaction.ts'
import type { Connection } from './database.ts'

let turn: Promise<void> | undefined

/** The end of this turn of the event loop; whatever leaves at it leaves in one piece. */
const turnOver = (): Promise<void> => {
  turn ??= new Promise(resolve =>
    setImmediate(() => {
      turn = undefined
      resolve()
    }),
  )
  return turn
}

/**
 * A question that every request, or every letter of a bag, asks of its own row: all that are asked in one turn of the event
 * loop leave as one statement. None is answered by what was read before it was asked.
 * @param read finds the rows of these keys, in any order
 */
export function gathered<Row>(
  read: (db: Connection, keys: readonly string[]) => Promise<Row[]>,
  keyOf: (row: Row) => string,
): (db: Connection, key: string) => Promise<Row | undefined> {
  const gathering = new WeakMap<Connection, { keys: Set<string>; rows: Promise<Map<string, Row>> }>()
  const begin = (db: Connection) => {
    const keys = new Set<string>()
    const rows = turnOver().then(async () => {
      gathering.delete(db)
      return new Map((await read(db, [...keys])).map(row => [keyOf(row), row]))
    })
    awaited(db, rows)
    const begun = { keys, rows }
    gathering.set(db, begun)
    return begun
  }
  return async (db, key) => {
    const at = together(db)
    const { keys, rows } = gathering.get(at) ?? begin(at)
    keys.add(key)
    return (await rows).get(key)
  }
}
