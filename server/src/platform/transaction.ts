import { type Compilable, CompiledQuery, type DatabaseConnection } from 'kysely'
import type { Database, Tx } from './database/database.ts'
import { joined, tableOf } from './database/joined.ts'
import { pipelined } from './database/pipeline.ts'

/** What belongs to a transaction while it runs. */
interface Running {
  db: Database
  /** Hooks for after the commit. */
  after: (() => void)[]
  /** Writes that have not left yet, by the table they change. */
  pending: Map<string, CompiledQuery>
  /** Writes that were sent and not waited for. */
  sent: Promise<unknown>[]
  send(query: CompiledQuery): Promise<unknown>
}

const running = new WeakMap<Database, Running>()

/**
 * Run `work` in one transaction; what it hooked with `afterCommit` runs once it is durable, and never otherwise. Statements
 * leave in the order in which they are executed: those that need no answer of one another are awaited together, and those
 * that need none at all are left to the commit (`write`).
 */
export async function transaction<T>(db: Database, work: (tx: Tx) => Promise<T>): Promise<T> {
  const after: Running['after'] = []
  const result = await db.getExecutor().provideConnection(async connection => {
    const own: Running = {
      db,
      after,
      pending: new Map(),
      sent: [],
      send: query => connection.executeQuery(query),
    }
    const tx = pipelined(db, connection, () => sendPending(own))
    running.set(tx, own)
    // Where it fails, so does the first statement, which tells.
    leave(own, say(connection, 'begin'))
    try {
      const result = await work(tx)
      sendPending(own)
      const commit = say(connection, 'commit')
      // A write that failed fails the commit; it knows why.
      await Promise.all(own.sent)
      const { rows } = await commit
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

/**
 * A write whose answer nobody needs: it waits for others of its kind, and they leave together as one statement – before
 * anything else is asked in this transaction, before the same table is written again, or with the commit. Where it fails
 * there is no commit, and `transaction` throws what it says.
 */
export async function write(tx: Tx, query: Compilable): Promise<void> {
  const own = running.get(tx)
  const compiled = query.compile()
  if (!own) return void (await tx.executeQuery(compiled))
  const table = tableOf(compiled)
  if (own.pending.has(table)) sendPending(own)
  own.pending.set(table, compiled)
}

function sendPending(own: Running): void {
  if (own.pending.size === 0) return
  const query = joined([...own.pending.values()])
  own.pending.clear()
  leave(own, own.send(query))
}

function leave(own: Running, sent: Promise<unknown>): void {
  own.sent.push(sent)
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
