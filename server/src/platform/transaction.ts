import { CompiledQuery, type DatabaseConnection } from 'kysely'
import type { Database, Tx } from './database/database.ts'
import { pipelined } from './database/pipeline.ts'

const hooks = new WeakMap<Tx, (() => void)[]>()
const roots = new WeakMap<object, Database>()

/**
 * Run `work` in one transaction; what it hooked with `afterCommit` runs once it is durable, and never otherwise. Statements
 * leave in the order in which they are executed: those that need no answer of one another are awaited together.
 */
export async function transaction<T>(db: Database, work: (tx: Tx) => Promise<T>): Promise<T> {
  const after: (() => void)[] = []
  const result = await db.getExecutor().provideConnection(async connection => {
    const tx = pipelined(db, connection)
    hooks.set(tx, after)
    roots.set(tx, db)
    const begun = say(connection, 'begin')
    // Where it fails, so does the first statement, which tells.
    begun.catch(() => {})
    try {
      const result = await work(tx)
      const { rows } = await say(connection, 'commit')
      if (rows[0]?.command !== 'COMMIT') throw new Error('a statement failed that nobody waited for')
      return result
    } catch (error) {
      // A lost connection has rolled back already.
      await say(connection, 'rollback').catch(() => {})
      throw error
    }
  })
  for (const hook of after) hook()
  return result
}

const say = (connection: DatabaseConnection, text: string) =>
  connection.executeQuery<{ command: string }>(CompiledQuery.raw(text))

/** Do something in memory after the commit: wake a sender, tell listeners. Never anything that must not be lost. */
export function afterCommit(tx: Tx, hook: () => void): void {
  hooks.get(tx)?.push(hook)
}

/** The database on which a transaction runs; a database is its own. */
export function databaseOf(connection: Database | Tx): Database {
  return roots.get(connection) ?? connection
}
