import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { problem } from '@lianqiao/model/problems/problem.ts'
import pg from 'pg'

const folder = join(import.meta.dirname, '../../../migrations')

/**
 * Bring a database to the newest form: plain SQL files in order, forward only, each in its own transaction, one process
 * at a time. A file that was applied and then changed is refused: history is not edited.
 * @returns the names applied now.
 */
export async function migrate(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock(740511)')
    await client.query(
      'create table if not exists migration (name text primary key, sha256 text not null, applied_at timestamptz not null default now())',
    )
    const known = new Map(
      (await client.query<{ name: string; sha256: string }>('select name, sha256 from migration')).rows.map(
        r => [r.name, r.sha256],
      ),
    )
    const applied: string[] = []
    for (const name of (await readdir(folder)).filter(f => f.endsWith('.sql')).sort()) {
      const sql = await readFile(join(folder, name), 'utf8')
      const sha256 = createHash('sha256').update(sql).digest('hex')
      if (known.has(name)) {
        if (known.get(name) !== sha256)
          throw problem('bad-config', { name, reason: 'migration changed after it was applied' })
        continue
      }
      await client.query('begin')
      await client.query(sql)
      await client.query('insert into migration (name, sha256) values ($1, $2)', [name, sha256])
      await client.query('commit')
      applied.push(name)
    }
    return applied
  } finally {
    await client.end()
  }
}
