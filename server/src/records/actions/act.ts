import type { RecordId } from '@lianqiao/model/identifiers/record-id.ts'
import { problem } from '@lianqiao/model/problems/problem.ts'
import type { Actor, Body, Command, CommandId, Disclosure, Instant } from '@lianqiao/model/records/action.ts'
import { canonicalBytes } from '@lianqiao/model/records/chain.ts'
import { check } from '@lianqiao/model/records/engine.ts'
import { spelledOut } from '@lianqiao/model/records/faults.ts'
import type { RecordState } from '@lianqiao/model/records/state.ts'
import { signDetached } from '../../platform/crypto/jws.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { Node, RecordKind } from '../../platform/node.ts'
import { enqueue } from '../../platform/outbox.ts'
import { append, commandType } from '../append.ts'
import { requireCaughtUp } from '../catch-up/hold.ts'
import { isSame, keepCommand, tookBack } from '../commands.ts'
import { kindOf } from '../kinds.ts'
import { checkForms, type Parts, sealParts } from '../parts.ts'
import { findActionByCommand, findUse, type Use } from '../store/actions.ts'
import { findCommand, type KeptCommand } from '../store/commands.ts'
import { findRecord } from '../store/records.ts'

/** What somebody of this node wants to do on a record. */
export interface Wish {
  record: RecordId
  verb: string
  actor: Actor
  body: Body
  parts?: Parts
  /** What the person sent, where the node filled in the rest of `body`: by it a repeated command is known. */
  sent?: unknown
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
  await requireCaughtUp(node, tx)
  // What stands still once the lock is held is asked behind it, in the same trip.
  const [found, use, known] = await Promise.all([
    findRecord(tx, wish.record, { lock: true }),
    findUse(tx, wish.record, wish.command),
    findCommand(tx, wish.command),
  ])
  if (!found) throw problem('record-not-found')
  const { state } = found
  if (use || known) return outcomeOf(node, tx, wish, state, { use, known })
  if (wish.seen !== undefined && wish.seen !== state.seq) throw problem('stale')
  return actOn(node, tx, state, wish)
}

/**
 * The same behind a step that this very transaction stored, by a command made of that step: the record's lock is held, and
 * nobody can have used the command. @param state after that step
 */
export async function actNext(node: Node, tx: Tx, state: RecordState, wish: Wish): Promise<Outcome> {
  await requireCaughtUp(node, tx)
  return actOn(node, tx, state, wish)
}

async function actOn(node: Node, tx: Tx, state: RecordState, wish: Wish): Promise<Outcome> {
  const kind = kindOf(node, state.kind)
  const body = spelledOut(kind.procedure, wish.verb, wish.body)
  const sealing = sealParts(wish.parts ?? {})
  if (state.leader !== node.jurisdiction) return ask(node, tx, kind, state, { ...wish, body }, sealing)
  const { verb, actor, record, command, traceId } = wish
  const appended = await append(node, tx, kind, state, {
    record,
    command,
    verb,
    actor,
    body,
    ...sealing,
    traceId,
  })
  await keepCommand(node, tx, wish, state.leader, appended.action.at)
  return { done: true, seq: appended.action.seq, phase: appended.state.phase }
}

/** The same command again: its outcome so far, and nothing is done or sent twice. Throws `command-conflict`. */
async function outcomeOf(
  node: Node,
  tx: Tx,
  wish: Wish,
  state: RecordState,
  {
    use,
    known,
  }: { use: Use | undefined; known: Pick<KeptCommand, 'record' | 'leader' | 'content'> | undefined },
): Promise<Outcome> {
  const { record, command } = wish
  const earlier = known ? undefined : await findActionByCommand(tx, record, command)
  const same = known
    ? known.record === record && isSame(node, known.content, wish)
    : earlier && tookBack(earlier, wish)
  if (!same) throw problem('command-conflict')
  if (use) return { done: true, seq: use.seq, phase: state.phase }
  return { done: false, leader: known?.leader ?? state.leader }
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
  const at: Instant = node.time.now()
  const row = check(kind.procedure, state, { verb, actor, body, sealed, at })
  checkForms(kind.procedure, disclosures)
  await kind.authorize(node, tx, { state, row, actor, body, at })
  const command: Command = { id: wish.command, record, verb, actor, body, sealed }
  const signature = await signDetached(node.vault.signer, commandType, canonicalBytes({ ...command, at }))
  await keepCommand(node, tx, wish, state.leader, at)
  await enqueue(node, tx, {
    to: state.leader,
    type: 'record.command',
    record,
    body: { command, at, signature, disclosures },
    traceId: wish.traceId,
  })
  return { done: false, leader: state.leader }
}
