import type { RecordId } from '@lianqiao/model/identifiers/record-id.ts'
import type {
  Action,
  CommandId,
  CommandProof,
  Disclosure,
  Instant,
  UnsignedAction,
} from '@lianqiao/model/records/action.ts'
import { canonicalBytes, digestOf } from '@lianqiao/model/records/chain.ts'
import { type Attempt, apply, check } from '@lianqiao/model/records/engine.ts'
import type { RecordState } from '@lianqiao/model/records/state.ts'
import { calendarOf } from '../platform/calendar.ts'
import { signDetached } from '../platform/crypto/jws.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Node, RecordKind } from '../platform/node.ts'
import { afterCommit } from '../platform/transaction.ts'
import { requireCaughtUp } from './catch-up/hold.ts'
import { nextWake } from './clocks.ts'
import { checkForms, openParts } from './parts.ts'
import { replicasOf, type Step, tell } from './replicate.ts'
import { insertAction } from './store/actions.ts'
import { settleCommands } from './store/commands.ts'
import { saveRecord } from './store/records.ts'

/**
 * A step about to be appended: the attempt, its personal parts, which its `sealed` commits to, and the partner's signed wish
 * where it is one.
 */
export interface Entry extends Attempt {
  record: RecordId
  command: CommandId
  disclosures: readonly Disclosure[]
  proof?: CommandProof | undefined
  traceId?: string | undefined
}

/** JWS type of an action's signature, and of a command's. */
export const actionType = 'lianqiao-action+jws'
export const commandType = 'lianqiao-command+jws'

/**
 * Append one step to a record that this node leads: rule, agreement, hash, signature, projection, hooks, replicas – in
 * the caller's transaction, which holds the record's lock. Throws the problem that forbids it.
 */
export async function append(
  node: Node,
  tx: Tx,
  kind: RecordKind,
  before: RecordState | undefined,
  entry: Entry,
): Promise<{ state: RecordState; action: Action }> {
  const { verb, actor, body, sealed } = entry
  await requireCaughtUp(node, tx, entry.record)
  const at = later(node.time.now(), before?.changedAt)
  const row = check(kind.procedure, before, { verb, actor, body, sealed, at })
  checkForms(kind.procedure, entry.disclosures)
  await kind.authorize(node, tx, { state: before, row, actor, body, at })
  if (before && entry.proof)
    await kind.weigh?.(node, tx, { state: before, verb, body, parts: openParts(entry.disclosures) })
  const unsigned: UnsignedAction = {
    record: entry.record,
    seq: before ? before.seq + 1 : 0,
    verb,
    at,
    leader: node.jurisdiction,
    actor,
    body,
    sealed,
    command: entry.command,
    ...(entry.proof ? { proof: entry.proof } : {}),
    prev: before?.head ?? null,
  }
  const bytes = canonicalBytes(unsigned)
  const signature = await signDetached(node.vault.signer, actionType, bytes)
  const action: Action = { ...unsigned, hash: digestOf(bytes), signature }
  const state = apply(kind.procedure, before, action)
  const { disclosures, traceId } = entry
  // First what must be asked: what is written then leaves as one statement.
  const replicas = await replicasOf(node, tx, kind, { before, state, action, disclosures })
  await store(node, tx, kind, { before, state, action, disclosures, leading: true })
  for (const [to, replica] of replicas) await tell(node, tx, state.id, to, replica, traceId)
  afterCommit(tx, () => node.metrics.actions.inc({ kind: state.kind, verb }))
  return { state, action }
}

/** Write a step that is proven, on the leader or on a replica: projection, action, personal parts, hooks. */
export async function store(
  node: Node,
  tx: Tx,
  kind: RecordKind,
  { before, state, action, disclosures, leading }: Step & { leading: boolean },
): Promise<void> {
  const calendar = await calendarOf(tx)
  const wakes = state.leader === node.jurisdiction
  const open = { ...action.body, ...openParts(disclosures) }
  // The record first: its steps and its rows in lists refer to it.
  await Promise.all([
    saveRecord(tx, state, wakes ? nextWake(kind.procedure, state, calendar, action.at) : undefined),
    insertAction(node, tx, action, disclosures),
    // What somebody of this side asked of another leader; one's own wish is kept as done.
    !leading &&
      action.actor.jurisdiction === node.jurisdiction &&
      settleCommands(tx, [action.command], action.at),
    kind.appended(node, tx, { before, state, action, open, leading }),
  ])
}

/** Time never runs backwards inside a record, whatever the two nodes' clocks say. */
function later(now: Instant, last: Instant | undefined): Instant {
  return last && last > now ? last : now
}
