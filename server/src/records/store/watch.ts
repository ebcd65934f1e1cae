import { sql } from 'kysely'
import type { Connection } from '../../platform/database/database.ts'

/** How many records wake until `now`, and from then until `until`, by kind. */
export async function wakesBetween(
  db: Connection,
  now: string,
  until: string,
): Promise<{ kind: string; withinDay: number; overdue: number }[]> {
  const { rows } = await sql<{ kind: string; withinDay: number; overdue: number }>`
    select kind, count(*) filter (where wake_at > ${now}) as "withinDay",
      count(*) filter (where wake_at <= ${now}) as overdue
    from record where wake_at <= ${until} group by kind order by kind`.execute(db)
  return rows
}
