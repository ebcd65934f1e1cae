import type { Connection, Database, Tx } from './database/database.ts'
import { afterCommit, databaseOf } from './transaction.ts'

/** Something in the database that nearly every request asks for and that hardly ever changes. */
export interface Kept<T> {
  /** As it was at most `ms` ago; a transaction that changed it sees its own change. */
  get(db: Connection): Promise<T>
  /** It is changed in this transaction: others of this process look anew once that is committed. */
  changed(tx: Tx): void
}

/**
 * Keep what `read` answers for `ms` milliseconds, which is how late other processes of a node learn of a change. Who asks
 * when half of them are over reads it anew, while the others go on with what is known.
 */
export function kept<T>(ms: number, read: (db: Connection) => Promise<T>): Kept<T> {
  const known = new WeakMap<Database, { value: T; renewed: number; until: number }>()
  const changes = new WeakMap<Database, number>()
  const changing = new WeakSet<Connection>()
  return {
    async get(db) {
      if (changing.has(db)) return read(db)
      const root = databaseOf(db)
      const found = known.get(root)
      const now = performance.now()
      if (found && now < found.renewed) return found.value
      // Should the reading fail, the next look after the end of its time reads again.
      if (found && now < found.until) found.renewed = found.until
      const before = changes.get(root)
      const value = await read(db)
      // Changed while it was read: what was read may be older.
      if (before === changes.get(root)) known.set(root, { value, renewed: now + ms / 2, until: now + ms })
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
