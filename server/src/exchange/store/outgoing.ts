import type { WireProblem } from '@lianqiao/model/exchange/messages.ts'
import type { JurisdictionCode } from '@lianqiao/model/identifiers/division.ts'
import type { Instant } from '@lianqiao/model/records/action.ts'
import { sql } from 'kysely'
import type { Connection, Database, Tx } from '../../platform/database/database.ts'
import { write } from '../../platform/transaction.ts'
import type { Pace } from '../pace.ts'

// Retries and leases run by the clock of the database, `now()`: it is one for all processes of a node, and sending is no
// matter of the node's calendar. A message never tried (attempts = 0) is always due, and so is one that would have to wait
// for longer than anything waits: it was put back by a clock that was ahead and has been set right.

/** A message that this process has taken to send. */
export interface Claimed {
  id: string
  peer: JurisdictionCode
  type: string
  record: string | null
  /** The sealed message. */
  payload: Buffer
  /** Header and signature (detached JWS), once it was signed. */
  signed: string | null
  attempts: number
  createdAt: Date
  traceId: string | null
}

/** Partners for whom something waits: a loose scan of the index, cheap however much waits for one of them. */
export async function peersWithPost(db: Database): Promise<JurisdictionCode[]> {
  const { rows } = await sql<{ peer: JurisdictionCode }>`
    with recursive waiting as (
      (select peer from outbox where state in ('queued', 'sent') order by peer limit 1)
      union all
      select (select o.peer from outbox o where o.state in ('queued', 'sent') and o.peer > w.peer order by o.peer limit 1)
      from waiting w where w.peer is not null
    )
    select peer from waiting where peer is not null`.execute(db)
  return rows.map(row => row.peer)
}

/**
 * Up to `limit` messages for a peer that are due, held until the transaction ends: oldest first, and of each record only the
 * first that waits, so that its later ones follow only when it is settled. Another process passes over those held. This
 * attempt is counted in them.
 */
export async function due(
  tx: Tx,
  peer: JurisdictionCode,
  limit: number,
  { leaseMs, retryCapMs }: Pick<Pace, 'leaseMs' | 'retryCapMs'>,
): Promise<Claimed[]> {
  // Two processes of a node may run at another pace while a new version is brought in: ten times is beyond doubt.
  const longestMs = 10 * Math.max(leaseMs, retryCapMs)
  const { rows } = await sql<Claimed>`
    select id, peer, type, record_id as record, payload, signed, attempts + 1 as attempts, created_at as "createdAt",
      trace_id as "traceId"
    from outbox o
    where o.peer = ${peer} and o.state in ('queued', 'sent')
      and (o.attempts = 0 or o.next_attempt_at <= now()
        or o.next_attempt_at > now() + ${longestMs} * interval '1 millisecond')
      and (o.record_id is null or o.position = (
        select first.position from outbox first
        where first.peer = o.peer and first.record_id = o.record_id and first.state in ('queued', 'sent')
        order by first.position limit 1))
    order by o.position limit ${limit}
    for update skip locked`.execute(tx)
  return rows
}

/**
 * Take messages that are due: other processes pass over them until the lease ends. Their signatures are kept, so that every
 * attempt sends the same bytes; one that could not be signed has none.
 */
export async function claim(
  tx: Tx,
  taken: readonly { id: string; signed: string | null }[],
  { leaseMs }: Pick<Pace, 'leaseMs'>,
): Promise<void> {
  if (taken.length === 0) return
  const [ids, signed] = [taken.map(one => one.id), taken.map(one => one.signed)]
  const claiming = sql`update "outbox" set state = 'sent', attempts = attempts + 1,
      next_attempt_at = now() + ${leaseMs} * interval '1 millisecond', signed = fresh.signed
    from unnest(${ids}::uuid[], ${signed}::text[]) as fresh(id, signed) where "outbox".id = fresh.id`
  await write(tx, { compile: () => claiming.compile(tx) })
}

/** Put a message back to be tried again after `delayMs`. */
export async function postpone(
  db: Connection,
  id: string,
  delayMs: number,
  problem: WireProblem,
): Promise<void> {
  await db
    .updateTable('outbox')
    .set({
      state: 'queued',
      next_attempt_at: sql<Date>`now() + ${delayMs} * interval '1 millisecond'`,
      problem: JSON.stringify(problem),
    })
    .where('id', '=', id)
    .where('state', '=', 'sent')
    .execute()
}

/** What became of a message. */
export interface End {
  id: string
  state: 'processed' | 'rejected' | 'dead'
  receipt?: string | undefined
  problem?: WireProblem | undefined
}

/** Write down what became of messages, all of them in one statement. @returns the ids of those that no other process had settled */
export async function settle(tx: Tx, ends: readonly End[], at: Instant): Promise<Set<string>> {
  const column = <T>(value: (end: End) => T) => ends.map(value)
  const { rows } = await sql<{ id: string }>`
    update outbox set state = fresh.state, settled_at = ${at}, receipt = fresh.receipt, problem = fresh.problem
    from unnest(${column(end => end.id)}::uuid[], ${column(end => end.state)}::text[],
      ${column(end => end.receipt ?? null)}::text[],
      ${column(end => (end.problem ? JSON.stringify(end.problem) : null))}::jsonb[])
      as fresh(id, state, receipt, problem)
    where outbox.id = fresh.id and outbox.state = 'sent'
    returning outbox.id`.execute(tx)
  return new Set(rows.map(({ id }) => id))
}

/** The peer is up again: what waits for it need not wait any longer. */
export async function releasePost(db: Database, peer: JurisdictionCode): Promise<void> {
  await db
    .updateTable('outbox')
    .set({ next_attempt_at: sql<Date>`now()` })
    .where('peer', '=', peer)
    .where('state', '=', 'queued')
    .execute()
}

/** Write down how the link to a peer is, for administrators and other processes to see. */
export async function storeLink(
  db: Database,
  link: {
    peer: JurisdictionCode
    breaker: 'open' | 'closed'
    failures: number
    problem: string | null
    at: Instant
  },
): Promise<void> {
  const { peer, breaker, failures, problem, at } = link
  const state = { breaker, failures, problem, changed_at: at }
  await db
    .insertInto('link')
    .values({ peer, ...state })
    .onConflict(conflict => conflict.column('peer').doUpdateSet(state))
    .execute()
}

/** Put what a peer processed since back among what waits for it. */
export async function sendAgain(tx: Tx, peer: JurisdictionCode, since: Instant): Promise<void> {
  await tx
    .updateTable('outbox')
    .set({ state: 'queued', attempts: 0, settled_at: null, receipt: null })
    .where('peer', '=', peer)
    .where('state', '=', 'processed')
    .where('settled_at', '>=', new Date(since))
    .where('type', '!=', 'exchange.replay')
    .execute()
}
