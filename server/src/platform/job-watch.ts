import { sql } from 'kysely'
import type { Connection } from './database/database.ts'
import type { Node } from './node.ts'

/** How often a working process says that it is alive, in milliseconds. */
export const beatEveryMs = 10_000

/** Written down for all processes to see, by the clock of the database, which is one for all. */
export async function sayAlive(node: Node): Promise<void> {
  await sql`insert into setting (name, value) values ('jobs.alive', to_jsonb(now()))
    on conflict (name) do update set value = excluded.value`
    .execute(node.db)
    .catch(err => node.log.warn({ err }, 'could not say that the worker is alive'))
}

/** Seconds since a process of this node last said that it does queued work; undefined where none ever did. */
export async function workerSilence(db: Connection): Promise<number | undefined> {
  const { rows } = await sql<{ seconds: number }>`
    select extract(epoch from now() - (value #>> '{}')::timestamptz)::float8 as seconds
    from setting where name = 'jobs.alive'`.execute(db)
  return rows[0]?.seconds
}

/** Queued work by queue: what waits, what is being done, and what was given up and is still kept. */
export async function queuedWork(
  db: Connection,
): Promise<{ queue: string; waiting: number; active: number; failed: number; oldestSeconds: number }[]> {
  const { rows } = await sql<{
    queue: string
    waiting: number
    active: number
    failed: number
    oldestSeconds: number
  }>`
    select name as queue,
      count(*) filter (where state in ('created', 'retry')) as waiting,
      count(*) filter (where state = 'active') as active,
      count(*) filter (where state = 'failed') as failed,
      coalesce(extract(epoch from now() - min(created_on) filter (where state in ('created', 'retry'))), 0)::float8
        as "oldestSeconds"
    from pgboss.job where state in ('created', 'retry', 'active', 'failed')
    group by name order by name`.execute(db)
  return rows
}
