import { codes } from './codes.ts'
import type { Side, Stage } from './stage.ts'

/**
 * How everything stands on both sides, for a play that stopped: what waits and until when, what was refused and why, who leads
 * what. Numbers, names of steps and codes of problems; nothing of a person. What a node's database does not tell is said, too.
 */
export async function standingOf(stage: Stage): Promise<string[]> {
  const told = await Promise.all(
    codes.map(async code => {
      const side = stage.sides[code]
      const lines = await linesOf(side).catch((error: Error) => [`says nothing: ${error.message}`])
      return [`cut ${side.wire.cut}, port ${side.processes.port() ?? 'none'}`, ...lines].map(
        line => `${code} ${line}`,
      )
    }),
  )
  return [`both clocks ${stage.lead / 1000} s ahead`, ...told.flat()]
}

/** One line each: letters that are not processed, queued work that is not done, wishes, links, cases under way. Seconds from now. */
const standing = `
  select 'letter ' || type || ' ' || coalesce(record_id, '') || ' ' || state || ' ×' || attempts ||
      ', next in ' || round(extract(epoch from next_attempt_at - now())) || ' s, ' ||
      coalesce(problem ->> 'code', 'no problem') || ' ' || coalesce(problem -> 'params' ->> 'reason', '') as told
    from outbox where state <> 'processed'
  union all
  select 'work ' || name || ' ' || coalesce(data ->> 'record', '') || ' ' || state || ' ×' || retry_count ||
      ', from in ' || round(extract(epoch from start_after - now())) || ' s, ' ||
      left(coalesce(output ->> 'message', ''), 120)
    from pgboss.job where state in ('created', 'retry', 'active', 'failed')
  union all
  select 'wish ' || verb || ' ' || record_id || ' ' || state || ', of ' || leader || ', ' ||
      coalesce(problem ->> 'code', 'no problem') from command where state <> 'done'
  union all
  select 'link ' || peer || ' ' || breaker || ' ×' || failures || ' ' || coalesce(problem, '') from link
  union all
  select 'case ' || id || ' ' || phase || ' step ' || seq || ', led by ' || leader ||
      coalesce(', offered to ' || offered_to, '') from record where not ended
  union all
  select 'transaction ' || state || ' since ' || round(extract(epoch from now() - xact_start)) || ' s, waits for ' ||
      coalesce(wait_event_type, 'nothing') from pg_stat_activity
    where datname = current_database() and now() - xact_start > interval '5 seconds'`

async function linesOf({ store }: Side): Promise<string[]> {
  const rows = await store.query<{ told: string }>(standing)
  const inbox = await store.query<{ type: string; record: string | null; receipt: string }>(
    `select type, record_id as record, receipt from inbox where receipt is not null order by received_at desc limit 500`,
  )
  const refused = inbox.flatMap(({ type, record, receipt }) => {
    const { state, problem } = JSON.parse(
      Buffer.from(receipt.split('.')[1] ?? '', 'base64url').toString(),
    ) as { state: string; problem?: { code: string; params: { reason?: string } } }
    const why = `${problem?.code ?? ''} ${problem?.params.reason ?? ''}`
    return state === 'rejected' ? [`refused ${type} ${record ?? ''}: ${why}`] : []
  })
  return [...rows.map(({ told }) => told), ...refused]
}
