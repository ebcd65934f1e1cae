import type { RecordId } from '@lianqiao/model/identifiers/record-id.ts'
import { problem } from '@lianqiao/model/problems/problem.ts'
import type { Action, Instant } from '@lianqiao/model/records/action.ts'
import { apply, rowOf } from '@lianqiao/model/records/engine.ts'
import type { RecordState } from '@lianqiao/model/records/state.ts'
import { directoryKeys } from '../federation/index.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Node, RecordKind } from '../platform/node.ts'
import { instantOf } from '../platform/time.ts'
import { longestWayMs } from '../platform/wire.ts'
import { store } from './append.ts'
import { kindOf } from './kinds.ts'
import { checkCommitments, checkForms } from './parts.ts'
import type { Replica } from './replicate.ts'
import { type Use, usesOf } from './store/actions.ts'
import { insertDisclosures } from './store/disclosures.ts'
import { findRecord } from './store/records.ts'
import { verifyStep } from './verify.ts'

/** A step from further ahead than this waits: one of the two clocks is wrong. Milliseconds. */
const tolerance = 5 * 60_000

export const isAhead = (node: Node, at: Instant) => Date.parse(at) > Date.parse(node.time.now()) + tolerance

/**
 * Take over steps that another node told: prove every one, then store it. Of steps already known only the parts are kept
 * that this node did not get before; a fork is refused. Throws `message-early` where a step between is missing.
 * @param takenBack asked for after a loss: what is as old as it says is no news
 * @returns the record after them
 */
export async function takeSteps(
  node: Node,
  tx: Tx,
  record: RecordId,
  replica: Replica,
  takenBack = false,
): Promise<RecordState | undefined> {
  const kind = kindOf(node, replica.kind)
  const keys = await directoryKeys(node, tx)
  const commands = replica.steps.map(({ action }) => action.command)
  // What stands still once the lock is held is asked behind it, in the same trip.
  const [found, used] = await Promise.all([
    findRecord(tx, record, { lock: true }),
    usesOf(tx, record, commands),
  ])
  let state = found?.state
  if (state && state.kind !== replica.kind)
    throw problem('message-invalid', { reason: 'another kind of record' })
  const known = state?.seq
  let folded: RecordState | undefined
  for (const { action, disclosures } of replica.steps) {
    if (action.record !== record) throw problem('message-invalid', { reason: 'step of another record' })
    checkCommitments(action.sealed, disclosures)
    checkForms(kind.procedure, disclosures)
    if (state && action.seq <= state.seq) {
      confirmKnown(used, action)
      await insertDisclosures(node, tx, record, action.seq, disclosures)
      continue
    }
    if (action.seq > (state?.seq ?? -1) + 1) throw problem('message-early')
    if (isAhead(node, action.at)) throw problem('message-early')
    confirmFresh(used, action)
    used.push(action)
    await verifyStep(kind.procedure, state, action, keys)
    await authorizeForeign(node, tx, kind, state, action, takenBack)
    const before: RecordState | undefined = state
    folded = apply(kind.procedure, known === undefined ? folded : before, action, disclosures)
    // Stored without the personal parts, which lie sealed beside it.
    const open = apply(kind.procedure, before, action)
    const leading = action.leader === node.jurisdiction
    await store(node, tx, kind, { before, state: open, action, disclosures, leading })
    state = open
  }
  if (state && state.seq !== known)
    await kind.told?.(node, tx, state, known === undefined ? folded : undefined)
  return state
}

/** The same step again is fine; another step at the same place is a fork, and the partner cannot be trusted with it. */
function confirmKnown(used: readonly Use[], action: Action): void {
  const known = used.find(use => use.record === action.record && use.command === action.command)
  if (known?.hash !== action.hash || known.seq !== action.seq)
    throw problem('chain-broken', {
      seq: action.seq,
      reason: '同一步骤出现两个版本 / two versions of one step',
    })
}

/** A wish that was signed once is appended once, and a command begins one record. */
function confirmFresh(used: readonly Use[], { record, seq, command }: Action): void {
  const again = used.some(
    use => use.command === command && (seq === 0 ? use.seq === 0 : use.record === record),
  )
  if (again) throw problem('chain-broken', { seq, reason: '指令重复使用 / a command used twice' })
}

/**
 * What a partner's staff did under an agreement must be allowed by the agreement as *this* node holds it. A step that this
 * node appended itself and lost it judged then; its own signature says so.
 *
 * A record may begin at an instant that only its leader vouches for. What he could date back to before a grant ended is
 * bounded by the time for which a letter waits: of that instant, too, the agreement must allow it.
 */
async function authorizeForeign(
  node: Node,
  tx: Tx,
  kind: RecordKind,
  state: RecordState | undefined,
  action: Action,
  takenBack: boolean,
): Promise<void> {
  if (action.actor.jurisdiction === node.jurisdiction || action.leader === node.jurisdiction) return
  const { actor, body, at } = action
  const step = { state, row: rowOf(kind.procedure, action.verb), actor, body }
  await kind.authorize(node, tx, { ...step, at })
  const earliest = instantOf(new Date(Date.parse(node.time.now()) - longestWayMs))
  if (!state && !takenBack && at < earliest) await kind.authorize(node, tx, { ...step, at: earliest })
}
