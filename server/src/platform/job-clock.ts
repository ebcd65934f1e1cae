import { sql } from 'kysely'
import type { Node } from './node.ts'

/**
 * The longest delay with which queued work is ever asked for, in seconds: that of a repetition after many faults.
 * `startAfter` of `Jobs.send` stays below it.
 */
export const longestDelay = 60

/** No delay of ours reaches so far, also not one of a process of another version: ten times the longest. Seconds. */
const beyondDoubt = 10 * longestDelay

/**
 * What pg-boss wrote by a clock of the database that was ahead would wait, once the clock is set right, until it is that
 * late again: work that is to be repeated, work whose worker is gone, the look for such work, and work by the calendar.
 * Whatever lies further ahead than anything that was ever asked for counts as of now.
 */
export async function setClocksRight(node: Node): Promise<void> {
  const latest = sql`pgboss.job_now() + make_interval(secs => ${beyondDoubt})`
  const right = (column: string) =>
    sql`${sql.ref(column)} = case when ${sql.ref(column)} > ${latest} then pgboss.job_now() else ${sql.ref(column)} end`
  await sql`
    with waiting as (
      update pgboss.job set start_after = pgboss.job_now()
      where state < 'active' and not blocked and start_after > ${latest}
    ), taken as (
      update pgboss.job set ${right('started_on')}, ${right('heartbeat_on')}
      where state = 'active' and greatest(started_on, heartbeat_on) > ${latest}
    ), looked as (
      update pgboss.queue set ${right('monitor_claim_on')}, ${right('monitor_on')}, ${right('maintain_on')}
      where greatest(monitor_claim_on, monitor_on, maintain_on) > ${latest}
    )
    update pgboss.version set cron_on = pgboss.job_now() where cron_on > ${latest}`
    .execute(node.db)
    .catch(err =>
      node.log.warn({ err }, 'could not see whether queued work waits for a clock that was ahead'),
    )
}
