import type { AlarmView, QueryView } from '@lianqiao/model/api/exchange.ts'
import type { JurisdictionCode } from '@lianqiao/model/identifiers/division.ts'
import type { Instant } from '@lianqiao/model/records/action.ts'
import { sql } from 'kysely'
import type { Connection, Tx } from '../../platform/database/database.ts'
import { instantOf } from '../../platform/time.ts'
import { cut, instant, type Page } from './page.ts'

export interface PeerState {
  breaker: 'closed' | 'open'
  failures: number
  problem: string | null
  lastReceivedAt: Instant | null
  lastConfirmedAt: Instant | null
  waiting: number
  oldestAt: Instant | null
  rejected: number
  dead: number
  alarms: number
}

/** How the link to one partner is, over all processes. */
export async function peerState(db: Connection, peer: JurisdictionCode): Promise<PeerState> {
  const { rows } = await sql<Record<string, unknown> & { breaker: 'closed' | 'open' | null }>`
    select
      (select breaker from link where peer = ${peer}) as breaker,
      (select failures from link where peer = ${peer}) as failures,
      (select problem from link where peer = ${peer}) as problem,
      (select max(received_at) from inbox where peer = ${peer}) as received,
      (select max(settled_at) from outbox where peer = ${peer} and state in ('processed', 'rejected')) as confirmed,
      (select count(*) from outbox where peer = ${peer} and state in ('queued', 'sent')) as waiting,
      (select min(created_at) from outbox where peer = ${peer} and state in ('queued', 'sent')) as oldest,
      (select count(*) from outbox where peer = ${peer} and state = 'rejected') as rejected,
      (select count(*) from outbox where peer = ${peer} and state = 'dead') as dead,
      (select count(*) from alarm where peer = ${peer} and settled_at is null) as alarms`.execute(db)
  const row = rows[0]
  return {
    breaker: row?.breaker ?? 'closed',
    failures: (row?.failures as number | null) ?? 0,
    problem: (row?.problem as string | null) ?? null,
    lastReceivedAt: instant(row?.received as Date | null),
    lastConfirmedAt: instant(row?.confirmed as Date | null),
    waiting: row?.waiting as number,
    oldestAt: instant(row?.oldest as Date | null),
    rejected: row?.rejected as number,
    dead: row?.dead as number,
    alarms: row?.alarms as number,
  }
}

export async function listAlarmRows(
  db: Connection,
  filter: Page & { open?: boolean | undefined },
): Promise<{ alarms: AlarmView[]; next: number | null }> {
  let query = db.selectFrom('alarm').selectAll()
  if (filter.open !== undefined) query = query.where('settled_at', filter.open ? 'is' : 'is not', null)
  if (filter.before) query = query.where('id', '<', filter.before)
  const found = await query
    .orderBy('id', 'desc')
    .limit(filter.limit + 1)
    .execute()
  const { rows, next } = cut(
    found.map(row => ({ ...row, position: row.id })),
    filter.limit,
  )
  const alarms = rows.map(row => ({
    id: row.id,
    at: instantOf(row.at),
    peer: row.peer as JurisdictionCode,
    kind: row.kind as AlarmView['kind'],
    object: row.object,
    traceId: row.trace_id,
    settledAt: instant(row.settled_at),
    settledBy: row.settled_by,
  }))
  return { alarms, next }
}

/** @returns false where there is no such open alarm */
export async function settleAlarmRow(tx: Tx, id: number, by: string, at: Instant): Promise<boolean> {
  const row = await tx
    .updateTable('alarm')
    .set({ settled_at: at, settled_by: by })
    .where('id', '=', id)
    .where('settled_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export async function listQueryRows(
  db: Connection,
  filter: Page & { peer?: string | undefined },
): Promise<{ queries: QueryView[]; next: number | null }> {
  let query = db.selectFrom('query_log').selectAll()
  if (filter.peer) query = query.where('peer', '=', filter.peer)
  if (filter.before) query = query.where('position', '<', filter.before)
  const found = await query
    .orderBy('position', 'desc')
    .limit(filter.limit + 1)
    .execute()
  const { rows, next } = cut(found, filter.limit)
  const queries = rows.map(row => ({
    id: row.id,
    direction: row.direction as QueryView['direction'],
    peer: row.peer as JurisdictionCode,
    type: row.type,
    record: row.record_id,
    basis: row.basis,
    at: instantOf(row.at),
    outcome: row.outcome as QueryView['outcome'],
    problem: row.problem,
    durationMs: row.duration_ms,
    traceId: row.trace_id,
  }))
  return { queries, next }
}
