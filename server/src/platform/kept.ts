import type { Connection, Database, Tx } from './database/database.ts'
import { afterCommit, databaseOf } from './transaction.ts'

/** Something in the database that nearly every request asks for and that hardly ever changes. */
export interface Kept<T> {
  /** As it was at most `ms` ago; a transaction that changed it sees its own change. */
  get(db: Connection): Promise<T>
  /** It is changed in this transaction: others of this process look anew once that is committed. */
  changed(tx: Tx): void
}

/** Keep what `read` answers for `ms` milliseconds, which is how late other processes of a node learn of a change. */
export function kept<T>(ms: number, read: (db: Connection) => Promise<T>): Kept<T> {
  const known = new WeakMap<Database, { value: T; until: number }>()
  const changes = new WeakMap<Database, number>()
  const changing = new WeakSet<Connection>()
  return {
    async get(db) {
      if (changing.has(db)) return read(db)
      const root = databaseOf(db)
      const found = known.get(root)
      if (found && performance.now() < found.until) return found.value
      const before = changes.get(root)
      const value = await read(db)
      // Changed while it was read: what was read may be older.
      if (before === changes.get(root)) known.set(root, { value, until: performance.now() + ms })
      return value
    },
    changed(tx) {
      changing.add(tx)
      const root = databaseOf(tx)
      afterCommit(tx, () => {
        changes.set(root, (changes.get(root) ?? 0) + 1)
        known.delete(root)
      })
    },
  }
}
