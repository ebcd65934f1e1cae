import type { RecordId } from '@lianqiao/model/identifiers/record-id.ts'
import { problem } from '@lianqiao/model/problems/problem.ts'
import { Command, Disclosure, Instant } from '@lianqiao/model/records/action.ts'
import { canonicalBytes, commandPart, digest } from '@lianqiao/model/records/chain.ts'
import { z } from 'zod'
import { directoryKeys } from '../federation/index.ts'
import { compiled } from '../platform/compiled.ts'
import { verifyDetached } from '../platform/crypto/jws.ts'
import { keysOf } from '../platform/crypto/keys.ts'
import { CryptoRefusal } from '../platform/crypto/refusal.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Node } from '../platform/node.ts'
import type { Inbound, MessageHandler } from '../platform/wire.ts'
import { append, commandType } from './append.ts'
import { isHeld } from './catch-up/hold.ts'
import { kindOf } from './kinds.ts'
import { checkCommitments, requireAll } from './parts.ts'
import { Replica } from './replicate.ts'
import { findActionByCommand, findUse } from './store/actions.ts'
import { findRecord } from './store/records.ts'
import { isAhead, takeSteps } from './take.ts'

/** Message `record.command`: a wish of a partner's person, signed by that partner. */
export const Asked = z.strictObject({
  command: Command,
  at: Instant,
  signature: z.string().max(2000),
  disclosures: z.array(Disclosure).max(20),
})

/**
 * A partner leads and tells. Nobody tells of a record but who led it at the last step that he tells: what two others share
 * is no third party's to pass on.
 */
export const receiveReplica: MessageHandler = async (node, tx, message) => {
  const replica = compiled(Replica).parse(message.body)
  if (replica.steps.at(-1)?.action.leader !== message.from)
    throw problem('message-invalid', { reason: 'told by another than its leader' })
  if (await isHeld(node, tx)) throw problem('message-early')
  const state = await takeSteps(node, tx, recordOf(message), replica)
  // Who is asked late gets the history of a time before he took part: what counts is where it ends.
  if (!state?.participants.includes(node.jurisdiction))
    throw problem('message-invalid', { reason: 'not a participant' })
}

/** A partner's person wants a step on a record led here: the same rule, agreement and lock as for our own. */
export const receiveCommand: MessageHandler = async (node, tx, message) => {
  const { command, at, signature, disclosures } = compiled(Asked).parse(message.body)
  const { id, verb, actor, body, sealed } = command
  if (actor.jurisdiction !== message.from || command.record !== message.record)
    throw problem('message-invalid', { reason: 'command of another jurisdiction or record' })
  // As with a step: one of the two clocks is wrong, and a verdict would stand when it is set right.
  if (isAhead(node, at)) throw problem('message-early')
  await checkCommandSignature(node, tx, command, at, signature)
  if (await isHeld(node, tx, command.record as RecordId)) throw problem('message-early')
  const [found, use] = await Promise.all([
    findRecord(tx, command.record, { lock: true }),
    findUse(tx, command.record, id),
  ])
  if (!found?.state.participants.includes(message.from)) throw problem('record-not-found')
  if (use) {
    const earlier = await findActionByCommand(tx, command.record, id)
    if (!earlier || digest(commandPart(earlier)) !== digest({ ...command, at }))
      throw problem('command-conflict')
    return
  }
  if (found.state.leader !== node.jurisdiction) throw problem('not-leader', { leader: found.state.leader })
  checkCommitments(sealed, disclosures)
  requireAll(sealed, disclosures)
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
