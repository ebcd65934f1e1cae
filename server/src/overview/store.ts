import { sql } from 'kysely'
import type { Connection } from '../platform/database/database.ts'

/** What the database says of itself. */
export interface DatabaseFacts {
  bytes: number
  postgres: string
  migration: string
}

export async function databaseFacts(db: Connection): Promise<DatabaseFacts> {
  const { rows } = await sql<DatabaseFacts>`
    select pg_database_size(current_database()) as bytes,
      current_setting('server_version') as postgres,
      (select max(name) from migration) as migration`.execute(db)
  const [facts] = rows
  if (!facts) throw new Error('the database said nothing of itself')
  return facts
}
