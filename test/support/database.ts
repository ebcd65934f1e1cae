import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { type Database, openDatabase } from '../../server/src/platform/database/database.ts'

/** A migrated, empty database of its own for one test file. */
export interface TestDatabase {
  url: string
  db: Database
  /** Close the pool and drop the database. */
  stop(): Promise<void>
}

/** Copy the migrated template (about 50 ms). `connections` is the size of the pool that `db` opens. */
export async function startTestDatabase(connections = 4): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`
  await inPostgres(`create database ${name} template lianqiao_template`)
  const url = inject('postgres').replace(/[^/]+$/, name)
  const db = openDatabase(url, connections)
  return {
    url,
    db,
    async stop() {
      await db.destroy()
      await inPostgres(`drop database if exists ${name} with (force)`)
    },
  }
}

/** A database with nothing in it, as an operator makes it before a restore. */
export async function startEmptyDatabase(): Promise<{ url: string; stop(): Promise<void> }> {
  const name = `test_${randomBytes(6).toString('hex')}`
  await inPostgres(`create database ${name}`)
  return {
    url: inject('postgres').replace(/[^/]+$/, name),
    stop: () => inPostgres(`drop database if exists ${name} with (force)`),
  }
}

async function inPostgres(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject('postgres') })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
