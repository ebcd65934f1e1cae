import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { problem } from '@lianqiao/model/problems/problem.ts'
import pg from 'pg'
import type { Connection } from './database.ts'

const folder = join(import.meta.dirname, '../../../migrations')

/** A step of the database's form: a file of plain SQL under `server/migrations`. */
export interface Migration {
  name: string
  sql: string
  sha256: string
}

/** Every migration that this version ships, in order. */
export async function shippedMigrations(): Promise<Migration[]> {
  const names = (await readdir(folder)).filter(f => f.endsWith('.sql')).sort()
  return Promise.all(
    names.map(async name => {
      const sql = await readFile(join(folder, name), 'utf8')
      return { name, sql, sha256: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}

/**
 * Bring a database to the newest form: plain SQL files in order, forward only, each in its own transaction, one process
 * at a time. A file that was applied and then changed is refused: history is not edited.
 * @param upTo the last one to apply; tests of upgrades stop there first
 * @returns the names applied now.
 */
export async function migrate(url: string, upTo?: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock(740511)')
    await prepareMigrations(client)
    const known = await appliedMigrations(client)
    const applied: string[] = []
    for (const migration of await shippedMigrations()) {
      if (upTo !== undefined && migration.name > upTo) break
      if (known.has(migration.name)) {
        if (known.get(migration.name) !== migration.sha256) throw changed(migration.name)
        continue
      }
      await client.query('begin')
      await applyMigration(client, migration)
      await client.query('commit')
      applied.push(migration.name)
    }
    return applied
  } finally {
    await client.end()
  }
}

/** Make the table that remembers what was applied. */
export async function prepareMigrations(client: pg.ClientBase): Promise<void> {
  await client.query(
    'create table if not exists migration (name text primary key, sha256 text not null, applied_at timestamptz not null default now())',
  )
}

/** What was applied to a database, with the digest that each file had. */
export async function appliedMigrations(client: pg.ClientBase): Promise<Map<string, string>> {
  const { rows } = await client.query<{ name: string; sha256: string }>(
    'select name, sha256 from migration order by name',
  )
  return new Map(rows.map(row => [row.name, row.sha256]))
}

/** Apply one and remember it, in the caller's transaction. */
export async function applyMigration(client: pg.ClientBase, { name, sql, sha256 }: Migration): Promise<void> {
  await client.query(sql)
  await client.query('insert into migration (name, sha256) values ($1, $2)', [name, sha256])
}

/** Migrations that this version ships and the database does not have: it is older than the program. */
export async function pendingMigrations(db: Connection): Promise<string[]> {
  const known = new Set((await db.selectFrom('migration').select('name').execute()).map(row => row.name))
  return (await shippedMigrations()).map(m => m.name).filter(name => !known.has(name))
}

/** A migration that is not what it was when it was applied. */
export const changed = (name: string) =>
  problem('bad-config', { name, reason: 'migration changed after it was applied' })
