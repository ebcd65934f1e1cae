import type { MessageState } from '@lianqiao/model/api/exchange.ts'
import type { WireProblem } from '@lianqiao/model/exchange/messages.ts'
import type { JurisdictionCode } from '@lianqiao/model/identifiers/division.ts'
import type { Instant } from '@lianqiao/model/records/action.ts'
import type { z } from 'zod'
import type { Connection, Tx } from '../../platform/database/database.ts'
import { instantOf } from '../../platform/time.ts'
import { cut, instant, type Page } from './page.ts'

const messageColumns = [
  'id',
  'peer',
  'type',
  'record_id',
  'state',
  'attempts',
  'created_at',
  'settled_at',
  'next_attempt_at',
  'problem',
  'receipt',
  'trace_id',
  'position',
] as const

export interface MessageRow {
  id: string
  peer: JurisdictionCode
  type: string
  record: string | null
  state: z.infer<typeof MessageState>
  attempts: number
  createdAt: Instant
  settledAt: Instant | null
  nextAttemptAt: Instant | null
  problem: WireProblem | null
  receipt: string | null
  traceId: string | null
}

export async function listMessageRows(
  db: Connection,
  filter: Page & { state?: string | undefined; peer?: string | undefined },
): Promise<{ rows: MessageRow[]; next: number | null }> {
  let query = db.selectFrom('outbox').select(messageColumns)
  if (filter.state) query = query.where('state', '=', filter.state)
  if (filter.peer) query = query.where('peer', '=', filter.peer)
  if (filter.before) query = query.where('position', '<', filter.before)
  const found = await query
    .orderBy('position', 'desc')
    .limit(filter.limit + 1)
    .execute()
  const { rows, next } = cut(found, filter.limit)
  return { rows: rows.map(messageRow), next }
}

export async function findMessage(db: Connection, id: string): Promise<MessageRow | undefined> {
  const row = await db.selectFrom('outbox').select(messageColumns).where('id', '=', id).executeTakeFirst()
  return row && messageRow(row)
}

function messageRow(row: {
  id: string
  peer: string
  type: string
  record_id: string | null
  state: string
  attempts: number
  created_at: Date
  settled_at: Date | null
  next_attempt_at: Date
  problem: unknown
  receipt: string | null
  trace_id: string | null
}): MessageRow {
  const waits = row.state === 'queued' && row.attempts > 0
  return {
    id: row.id,
    peer: row.peer as JurisdictionCode,
    type: row.type,
    record: row.record_id,
    state: row.state as MessageRow['state'],
    attempts: row.attempts,
    createdAt: instantOf(row.created_at),
    settledAt: instant(row.settled_at),
    nextAttemptAt: waits ? instantOf(row.next_attempt_at) : null,
    problem: row.problem as WireProblem | null,
    receipt: row.receipt,
    traceId: row.trace_id,
  }
}

/** Lock a message that failed for good. */
export async function lockFailed(
  tx: Tx,
  id: string,
): Promise<{ state: string; payload: Buffer; traceId: string | null } | undefined> {
  return tx
    .selectFrom('outbox')
    .select(['state', 'payload', 'trace_id as traceId'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

/** Let a dead message go on: the same bytes, from the first attempt, at its old place. */
export async function revive(tx: Tx, id: string): Promise<void> {
  await tx
    .updateTable('outbox')
    .set({ state: 'queued', attempts: 0, settled_at: null, problem: null })
    .where('id', '=', id)
    .execute()
}
