import type { RecordId } from '@lianqiao/model/identifiers/record-id.ts'
import { problem } from '@lianqiao/model/problems/problem.ts'
import type {
  Action,
  Actor,
  Body,
  Command,
  CommandId,
  Disclosure,
  Instant,
} from '@lianqiao/model/records/action.ts'
import { canonicalBytes } from '@lianqiao/model/records/chain.ts'
import { check } from '@lianqiao/model/records/engine.ts'
import type { RecordState } from '@lianqiao/model/records/state.ts'
import { signDetached } from '../../platform/crypto/jws.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { Node, RecordKind } from '../../platform/node.ts'
import { enqueue } from '../../platform/outbox.ts'
import { append, commandType } from '../append.ts'
import { kindOf } from '../kinds.ts'
import { type Parts, sealParts } from '../parts.ts'
import { findActionByCommand, findRecord, insertCommand } from '../store.ts'

/** What somebody of this node wants to do on a record. */
export interface Wish {
  record: RecordId
  verb: string
  actor: Actor
  body: Body
  parts?: Parts
  command: CommandId
  /** The step the person saw last; if another came since, he looks again first (`stale`). */
  seen?: number | undefined
  traceId?: string | undefined
}

/** Done here, or asked of the jurisdiction that leads. */
export type Outcome = { done: true; seq: number; phase: string } | { done: false; leader: string }

/**
 * Take a step: append where this node leads, else send the leader a signed command. Either way the same rule decides
 * first, so that nobody is asked for what cannot be. The same command again has the same answer and no second effect.
 */
export async function act(node: Node, tx: Tx, wish: Wish): Promise<Outcome> {
  const found = await findRecord(tx, wish.record, { lock: true })
  if (!found) throw problem('record-not-found')
  const { state } = found
  const earlier = await findActionByCommand(tx, wish.record, wish.command)
  if (earlier) return repeated(earlier, wish, state)
  if (wish.seen !== undefined && wish.seen !== state.seq) throw problem('stale')
  const kind = kindOf(node, found.kind)
  const sealing = sealParts(wish.parts ?? {})
  if (state.leader !== node.jurisdiction) return ask(node, tx, kind, state, wish, sealing)
  const { verb, actor, body, record, command, traceId } = wish
  const appended = await append(node, tx, kind, state, {
    record,
    command,
    verb,
    actor,
    body,
    ...sealing,
    traceId,
  })
  return { done: true, seq: appended.action.seq, phase: appended.state.phase }
}

function repeated(earlier: Action, wish: Wish, state: RecordState): Outcome {
  if (earlier.verb !== wish.verb || earlier.actor.subject !== wish.actor.subject)
    throw problem('command-conflict')
  return { done: true, seq: earlier.seq, phase: state.phase }
}

/** Sign the wish and send it to the leader; his node checks it with the very same function before it appends. */
async function ask(
  node: Node,
  tx: Tx,
  kind: RecordKind,
  state: RecordState,
  wish: Wish,
  { sealed, disclosures }: { sealed: Command['sealed']; disclosures: Disclosure[] },
): Promise<Outcome> {
  const { record, verb, actor, body } = wish
  const row = check(kind.procedure, state, { verb, actor, body, sealed })
  const at: Instant = node.time.now()
  await kind.authorize(node, tx, { state, row, actor, body, at })
  const command: Command = { id: wish.command, record, verb, actor, body, sealed }
  const signature = await signDetached(node.vault.signer, commandType, canonicalBytes({ ...command, at }))
  await insertCommand(tx, {
    id: wish.command,
    record,
    verb,
    leader: state.leader,
    askedBy: actor.subject,
    askedAt: at,
  })
  await enqueue(node, tx, {
    to: state.leader,
    type: 'record.command',
    record,
    body: { command, at, signature, disclosures },
    traceId: wish.traceId,
  })
  return { done: false, leader: state.leader }
}
