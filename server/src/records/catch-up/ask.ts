import type { JurisdictionCode } from '@lianqiao/model/identifiers/division.ts'
import { Problem, problem } from '@lianqiao/model/problems/problem.ts'
import type { Instant } from '@lianqiao/model/records/action.ts'
import type { RecordState } from '@lianqiao/model/records/state.ts'
import type { z } from 'zod'
import { audit } from '../../platform/audit.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { Node } from '../../platform/node.ts'
import { transaction } from '../../platform/transaction.ts'
import { kindOf } from '../kinds.ts'
import { tellHistory } from '../replicate.ts'
import { type CatchUp, hashAt } from '../store/catch-up.ts'
import { findRecord } from '../store/records.ts'
import { takeSteps } from '../take.ts'
import { SharedPage, type SharedRecord, StepsPage } from './wire.ts'

/** A partner whose database is busy may take so long, in milliseconds; nobody stands at a window for it. */
const timeoutMs = 30_000

/**
 * Ask one partner for every shared record that changed since, and take over what is held there and not here: steps of his
 * own, and steps that this node appended before it lost them. Each is proven like any replica; what this node signed comes
 * back because nobody else can have signed it. A record that does not fit is left as it is and named.
 * Throws what keeps the partner from answering (`peer-unreachable`, `query-timeout`).
 */
export async function catchUpWith(
  node: Node,
  peer: JurisdictionCode,
  since: Instant,
): Promise<{ taken: number; problems: CatchUp['problems'] }> {
  const problems: CatchUp['problems'] = []
  let taken = 0
  for (let after = ''; ; ) {
    const page = await ask(node, peer, 'records.shared', { since, after }, SharedPage)
    for (const shared of page.records) {
      const outcome = await catchUpRecord(node, peer, shared)
      if (typeof outcome === 'number') taken += outcome
      else problems.push({ record: shared.record, code: outcome.code })
    }
    const last = page.records.at(-1)
    if (!page.more || !last) return { taken, problems }
    // Who tells the same again and again would keep this node from ever going on.
    if (last.record <= after) throw problem('message-invalid', { reason: 'records.shared' })
    after = last.record
  }
}

async function catchUpRecord(
  node: Node,
  peer: JurisdictionCode,
  shared: SharedRecord,
): Promise<number | Problem> {
  const own = (await findRecord(node.db, shared.record))?.state
  if (own && own.seq >= shared.seq) {
    const same = (await hashAt(node.db, shared.record, shared.seq)) === shared.hash
    return same ? 0 : problem('chain-broken', { seq: shared.seq, reason: 'fork' })
  }
  let from = own ? own.seq + 1 : 0
  const first = from
  for (;;) {
    const page = await ask(node, peer, 'records.steps', { record: shared.record, from }, StepsPage)
    if (page.steps[0]?.action.seq !== from) return problem('message-invalid', { reason: 'records.steps' })
    try {
      await transaction(node.db, tx => takeBack(node, tx, peer, shared, page))
    } catch (error) {
      if (error instanceof Problem && error.status < 500) return error
      throw error
    }
    from += page.steps.length
    if (!page.more) return from - first
  }
}

async function takeBack(
  node: Node,
  tx: Tx,
  peer: JurisdictionCode,
  { record }: SharedRecord,
  { kind, steps, more }: z.infer<typeof StepsPage>,
): Promise<void> {
  const state = await takeSteps(node, tx, record, { kind, steps }, true)
  await audit(node, tx, { who: { peer }, verb: 'records.take-back', object: record })
  const ours = steps.at(-1)?.action.leader === node.jurisdiction
  if (state && ours && !more) await passOn(node, tx, state, peer)
}

/** Whoever else takes part may not have got the last steps before they were lost; the next one must find them there. */
async function passOn(node: Node, tx: Tx, state: RecordState, peer: JurisdictionCode): Promise<void> {
  for (const to of state.participants)
    if (to !== node.jurisdiction && to !== peer)
      await tellHistory(node, tx, kindOf(node, state.kind), state, to)
}

async function ask<S extends z.ZodType>(
  node: Node,
  peer: JurisdictionCode,
  name: string,
  body: object,
  answer: S,
): Promise<z.infer<S>> {
  const told = answer.safeParse(await node.exchange.query(peer, name, body, { timeoutMs }))
  if (!told.success) throw problem('message-invalid', { reason: name })
  return told.data
}
