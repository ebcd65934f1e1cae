import { type CompiledQuery, type DatabaseConnection, PostgresDialect, Transaction } from 'kysely'
import type { Database, Tx } from './database.ts'
import type { DB } from './tables.ts'

/** What Kysely wants of every instance and a transaction never uses: it has its connection. */
const dialect = new PostgresDialect({
  pool: () => Promise.reject(new TypeError('a transaction opens no pool')),
})
const unused = { config: { dialect }, dialect, driver: dialect.createDriver() }

/**
 * A transaction on a connection whose statements leave at the moment they are executed, in that order, and do not wait for
 * the answers to those before (pipeline mode of the protocol): `Promise.all` of five reads is one trip. Kysely's own lets
 * each wait. After a fault all statements behind it fail, and the commit with them.
 * @param before is called before each statement leaves
 */
export function pipelined(db: Database, connection: DatabaseConnection, before: () => void): Tx {
  const inTurn: DatabaseConnection = {
    executeQuery<R>(query: CompiledQuery) {
      before()
      return connection.executeQuery<R>(query)
    },
    streamQuery: () => {
      throw new TypeError('a transaction streams nothing')
    },
  }
  const executor = db
    .getExecutor()
    .withConnectionProvider({ provideConnection: consumer => consumer(inTurn) })
  return new Transaction<DB>({ ...unused, executor })
}
