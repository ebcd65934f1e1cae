import { Kysely, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'
import { lasting } from './lasting.ts'
import { PreparingClient } from './preparing-client.ts'
import type { DB } from './tables.ts'

export type Database = Kysely<DB>
export type Tx = Transaction<DB>
/** Reads take either; writes take a `Tx`, so that no write happens outside a transaction. */
export type Connection = Database | Tx

/** int8 and numeric come as numbers (all of ours fit), timestamptz as Date. */
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

/** A pool of connections to one node's own database. */
export function openDatabase(url: string, connections = 16): Database {
  const pool = new pg.Pool({
    ...lasting,
    connectionString: url,
    max: connections,
    application_name: 'lianqiao',
    // The statements of a transaction need not wait for one another (`pipeline.ts`).
    pipeline: true,
    Client: PreparingClient,
  })
  // An idle connection that the server drops must not end the process; the next query reports the fault.
  pool.on('error', () => {})
  // The same for one that is lost in the middle of a transaction: its query fails, and the process goes on.
  pool.on('connect', client => client.on('error', () => {}))
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) })
  pools.set(db, pool)
  return db
}

const pools = new WeakMap<Database, pg.Pool>()

/** Connections of a pool: open, of these idle, and work that waits for one. */
export function poolState(db: Database): { open: number; idle: number; waiting: number } {
  const pool = pools.get(db)
  return { open: pool?.totalCount ?? 0, idle: pool?.idleCount ?? 0, waiting: pool?.waitingCount ?? 0 }
}
