import { type Compilable, CompiledQuery, type DatabaseConnection } from 'kysely'
import type { Connection, Database, Tx } from './database/database.ts'
import { type Inserted, insertedTogether } from './database/insert.ts'
import { joined, tableOf } from './database/joined.ts'
import { pipelined } from './database/pipeline.ts'

/** What belongs to a transaction while it runs. */
interface Running {
  db: Database
  connection: DatabaseConnection
  /** Whether PostgreSQL was told that it has begun. */
  begun: boolean
  /** Hooks for after the commit. */
  after: (() => void)[]
  /** Writes that have not left yet, by the table they change. */
  pending: Map<string, CompiledQuery | Inserted>
  /** What was sent and not waited for. */
  sent: Promise<unknown>[]
  /** The transaction beside whose other work this is done. */
  whole?: Tx
}

const running = new WeakMap<Database, Running>()

/**
 * Run `work` in one transaction; what it hooked with `afterCommit` runs once it is durable, and never otherwise. Statements
 * leave in the order in which they are executed: those that need no answer of one another are awaited together, and those
 * that need none at all are left to the end (`write`). Where these are all, they leave as the one statement that PostgreSQL
 * takes for a transaction by itself.
 */
export async function transaction<T>(db: Database, work: (tx: Tx) => Promise<T>): Promise<T> {
  const after: Running['after'] = []
  const result = await db.getExecutor().provideConnection(async connection => {
    const own: Running = { db, connection, begun: false, after, pending: new Map(), sent: [] }
    const tx = pipelined(db, connection, () => sendPending(own))
    running.set(tx, own)
    try {
      const result = await work(tx)
      if (own.begun) await commit(own)
      else if (own.pending.size > 0) await connection.executeQuery(pendingOf(own))
      return result
    } catch (error) {
      // What is asked together may not have left yet, and the connection is somebody else's behind the rollback.
      await Promise.allSettled(own.sent)
      // A lost connection has rolled back already.
      if (own.begun) await say(connection, 'rollback').catch(() => {})
      throw error
    }
  })
  for (const hook of after) hook()
  return result
}

async function commit(own: Running): Promise<void> {
  sendPending(own)
  const commit = say(own.connection, 'commit')
  // A write that failed fails the commit; it knows why.
  await Promise.all(own.sent)
  const { rows } = await commit
  if (rows[0]?.command !== 'COMMIT') throw new Error('a statement failed that nobody waited for')
}

/**
 * A write whose answer nobody needs: it waits for others of its kind, and they leave together as one statement – before
 * anything else is asked in this transaction, before the same table is written again in another way, or with the commit.
 * Where it fails there is no commit, and `transaction` throws what it says.
 */
export async function write(tx: Tx, query: Compilable | Inserted): Promise<void> {
  const own = running.get(tx)
  if (!own) return void (await tx.executeQuery(query.compile()))
  wait(own, 'rows' in query ? query : query.compile())
}

function wait(own: Running, write: CompiledQuery | Inserted): void {
  const table = 'rows' in write ? write.way.table : tableOf(write)
  const before = own.pending.get(table)
  const both = before && 'rows' in before && 'rows' in write && insertedTogether(before, write)
  if (before && !both) sendPending(own)
  own.pending.set(table, both || write)
}

/**
 * Do `work` in the same transaction beside other work of its kind. What it writes waits apart, so that it finds it where it
 * asks again; what is left at its end leaves with what the others wrote. What they ask in the same turn may be asked
 * together (`gathered`). All of it is awaited before the transaction ends, also where some of it fails.
 */
export async function beside<T>(tx: Tx, work: (tx: Tx) => Promise<T>): Promise<T> {
  const own = running.get(tx)
  if (!own) throw new TypeError('there is no transaction to be beside')
  // It begins here at the latest, and what was written before goes first.
  sendPending(own)
  const side: Running = { ...own, pending: new Map(), whole: tx }
  const sideTx = pipelined(own.db, own.connection, () => sendPending(side))
  running.set(sideTx, side)
  const result = await work(sideTx)
  for (const write of side.pending.values()) wait(own, write)
  return result
}

/** Where something is asked together with what others ask beside it: what is written here is found by it. */
export function together(connection: Connection): Connection {
  const own = running.get(connection)
  if (!own?.whole) return connection
  sendPending(own)
  return own.whole
}

/** A transaction does not end before this is settled. */
export function awaited(connection: Connection, asked: Promise<unknown>): void {
  const own = running.get(connection)
  if (own) leave(own, asked)
}

/** Whatever is asked next sees what was written before it, in the transaction that begins with the first statement. */
function sendPending(own: Running): void {
  // Where it fails, so does the first statement, which tells.
  if (!own.begun) leave(own, say(own.connection, 'begin'))
  own.begun = true
  if (own.pending.size > 0) leave(own, own.connection.executeQuery(pendingOf(own)))
}

function pendingOf(own: Running): CompiledQuery {
  const writes = [...own.pending.values()]
  const query = joined(writes.map(write => ('rows' in write ? write.compile() : write)))
  own.pending.clear()
  return query
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
