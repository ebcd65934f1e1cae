import type { RecordId } from '@lianqiao/model/identifiers/record-id.ts'
import { problem } from '@lianqiao/model/problems/problem.ts'
import { type Action, Command, Disclosure, Instant } from '@lianqiao/model/records/action.ts'
import { canonicalBytes, commandPart, digest } from '@lianqiao/model/records/chain.ts'
import { apply, rowOf } from '@lianqiao/model/records/engine.ts'
import type { RecordState } from '@lianqiao/model/records/state.ts'
import { z } from 'zod'
import { directoryKeys } from '../federation/index.ts'
import { verifyDetached } from '../platform/crypto/jws.ts'
import { keysOf } from '../platform/crypto/keys.ts'
import { CryptoRefusal } from '../platform/crypto/refusal.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Node, RecordKind } from '../platform/node.ts'
import type { Inbound, MessageHandler } from '../platform/wire.ts'
import { append, commandType, store } from './append.ts'
import { kindOf } from './kinds.ts'
import { checkParts } from './parts.ts'
import { Replica } from './replicate.ts'
import { findActionByCommand, findOpening, lastAction } from './store/actions.ts'
import { insertDisclosures } from './store/disclosures.ts'
import { findRecord } from './store/records.ts'
import { verifyStep } from './verify.ts'

/** Message `record.command`: a wish of a partner's person, signed by that partner. */
const Asked = z.strictObject({
  command: Command,
  at: Instant,
  signature: z.string().max(2000),
  disclosures: z.array(Disclosure).max(20),
})

/** A step from further ahead than this waits: one of the two clocks is wrong. Milliseconds. */
const tolerance = 5 * 60_000

/**
 * A partner leads and tells: prove every step, then store it. Of steps already known only the parts are kept that this
 * node did not get before; a fork is refused. Nobody tells of a record but who led it at the last step that he tells: what
 * two others share is no third party's to pass on.
 */
export const receiveReplica: MessageHandler = async (node, tx, message) => {
  const replica = Replica.parse(message.body)
  const kind = kindOf(node, replica.kind)
  const record = recordOf(message)
  if (replica.steps.at(-1)?.action.leader !== message.from)
    throw problem('message-invalid', { reason: 'told by another than its leader' })
  const keys = await directoryKeys(node, tx)
  let state = (await findRecord(tx, record, { lock: true }))?.state
  if (state && state.kind !== replica.kind)
    throw problem('message-invalid', { reason: 'another kind of record' })
  let previous = state && (await lastAction(tx, record))
  for (const { action, disclosures } of replica.steps) {
    if (action.record !== record) throw problem('message-invalid', { reason: 'step of another record' })
    checkParts(kind.procedure, action.sealed, disclosures)
    if (state && action.seq <= state.seq) {
      await confirmKnown(tx, action)
      await insertDisclosures(node, tx, record, action.seq, disclosures)
      continue
    }
    if (action.seq > (state?.seq ?? -1) + 1) throw problem('message-early')
    if (isAhead(node, action.at)) throw problem('message-early')
    await confirmFresh(tx, action)
    await verifyStep(kind.procedure, state, previous, action, keys)
    await authorizeForeign(node, tx, kind, state, action)
    const before: RecordState | undefined = state
    state = apply(kind.procedure, before, action, disclosures)
    // Stored without the personal parts, which lie sealed beside it.
    const open = apply(kind.procedure, before, action)
    await store(node, tx, kind, { before, state: open, action, disclosures, leading: false })
    state = open
    previous = action
  }
  // Who is asked late gets the history of a time before he took part: what counts is where it ends.
  if (!state?.participants.includes(node.jurisdiction))
    throw problem('message-invalid', { reason: 'not a participant' })
}

/** A partner's person wants a step on a record led here: the same rule, agreement and lock as for our own. */
export const receiveCommand: MessageHandler = async (node, tx, message) => {
  const { command, at, signature, disclosures } = Asked.parse(message.body)
  const { id, verb, actor, body, sealed } = command
  if (actor.jurisdiction !== message.from || command.record !== message.record)
    throw problem('message-invalid', { reason: 'command of another jurisdiction or record' })
  if (isAhead(node, at)) throw problem('message-invalid', { reason: 'future' })
  await checkCommandSignature(node, tx, command, at, signature)
  const found = await findRecord(tx, command.record, { lock: true })
  if (!found?.state.participants.includes(message.from)) throw problem('record-not-found')
  const earlier = await findActionByCommand(tx, command.record, id)
  if (earlier) {
    if (digest(commandPart(earlier)) !== digest({ ...command, at })) throw problem('command-conflict')
    return
  }
  if (found.state.leader !== node.jurisdiction) throw problem('not-leader', { leader: found.state.leader })
  const entry = {
    record: command.record as RecordId,
    command: id,
    verb,
    actor,
    body,
    sealed,
    disclosures,
    proof: { at, signature },
  }
  await append(node, tx, kindOf(node, found.kind), found.state, { ...entry, traceId: message.traceId })
}

/** The same step again is fine; another step at the same place is a fork, and the partner cannot be trusted with it. */
async function confirmKnown(tx: Tx, action: Action): Promise<void> {
  const known = await findActionByCommand(tx, action.record, action.command)
  if (known?.hash !== action.hash || known.seq !== action.seq)
    throw problem('chain-broken', {
      seq: action.seq,
      reason: '同一步骤出现两个版本 / two versions of one step',
    })
}

/** A wish that was signed once is appended once, and a command begins one record. */
async function confirmFresh(tx: Tx, action: Action): Promise<void> {
  const used =
    action.seq === 0
      ? await findOpening(tx, action.command)
      : await findActionByCommand(tx, action.record, action.command)
  if (used) throw problem('chain-broken', { seq: action.seq, reason: '指令重复使用 / a command used twice' })
}

const isAhead = (node: Node, at: Instant) => Date.parse(at) > Date.parse(node.time.now()) + tolerance

/** What a partner's staff did under an agreement must be allowed by the agreement as *this* node holds it. */
async function authorizeForeign(
  node: Node,
  tx: Tx,
  kind: RecordKind,
  state: RecordState | undefined,
  action: Action,
): Promise<void> {
  if (action.actor.jurisdiction === node.jurisdiction) return
  const { actor, body, at } = action
  await kind.authorize(node, tx, { state, row: rowOf(kind.procedure, action.verb), actor, body, at })
}

async function checkCommandSignature(
  node: Node,
  tx: Tx,
  command: Command,
  at: Instant,
  signature: string,
): Promise<void> {
  try {
    const keys = keysOf(await directoryKeys(node, tx), command.actor.jurisdiction, new Date(at))
    await verifyDetached(signature, commandType, canonicalBytes({ ...command, at }), keys)
  } catch (error) {
    if (error instanceof CryptoRefusal) throw problem('message-invalid', { reason: error.code })
    throw error
  }
}

function recordOf(message: Inbound): RecordId {
  if (!message.record) throw problem('message-invalid', { reason: 'no record named' })
  return message.record as RecordId
}
