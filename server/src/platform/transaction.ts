import { CompiledQuery, type DatabaseConnection } from 'kysely'
import type { Database, Tx } from './database/database.ts'
import { pipelined } from './database/pipeline.ts'

/** What belongs to a transaction while it runs. */
interface Running {
  db: Database
  /** Hooks for after the commit. */
  after: (() => void)[]
  /** Writes that were sent and not waited for. */
  writes: Promise<unknown>[]
}

const running = new WeakMap<Database, Running>()

/**
 * Run `work` in one transaction; what it hooked with `afterCommit` runs once it is durable, and never otherwise. Statements
 * leave in the order in which they are executed: those that need no answer of one another are awaited together, and those
 * that need none at all are left to the commit (`write`).
 */
export async function transaction<T>(db: Database, work: (tx: Tx) => Promise<T>): Promise<T> {
  const own: Running = { db, after: [], writes: [] }
  const result = await db.getExecutor().provideConnection(async connection => {
    const tx = pipelined(db, connection)
    running.set(tx, own)
    // Where it fails, so does the first statement, which tells.
    leave(own, say(connection, 'begin'))
    try {
      const result = await work(tx)
      const commit = say(connection, 'commit')
      // A write that failed fails the commit; it knows why.
      await Promise.all(own.writes)
      const { rows } = await commit
      if (rows[0]?.command !== 'COMMIT') throw new Error('a statement failed that nobody waited for')
      return result
    } catch (error) {
      // A lost connection has rolled back already.
      await say(connection, 'rollback').catch(() => {})
      throw error
    }
  })
  for (const hook of own.after) hook()
  return result
}

/**
 * A write whose answer nobody needs: it leaves now, in its turn, and whoever asked goes on; the commit waits for it, and
 * where it fails there is no commit and `transaction` throws what it says.
 */
export async function write(tx: Tx, sent: Promise<unknown>): Promise<void> {
  const own = running.get(tx)
  if (own) leave(own, sent)
  else await sent
}

function leave(own: Running, sent: Promise<unknown>): void {
  own.writes.push(sent)
  // Nobody listens yet: that is no fault of the process.
  sent.catch(() => {})
}

const say = (connection: DatabaseConnection, text: string) =>
  connection.executeQuery<{ command: string }>(CompiledQuery.raw(text))

/** Do something in memory after the commit: wake a sender, tell listeners. Never anything that must not be lost. */
export function afterCommit(tx: Tx, hook: () => void): void {
  running.get(tx)?.after.push(hook)
}

/** The database on which a transaction runs; a database is its own. */
export function databaseOf(connection: Database | Tx): Database {
  return running.get(connection)?.db ?? connection
}
