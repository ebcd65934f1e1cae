import type { RecordId } from '@lianqiao/model/identifiers/record-id.ts'
import { Problem } from '@lianqiao/model/problems/problem.ts'
import type { PermitData } from '@lianqiao/model/procedures/permit/data.ts'
import type { CommandId } from '@lianqiao/model/records/action.ts'
import type { RecordState } from '@lianqiao/model/records/state.ts'
import { audit } from '../platform/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { lookAgain } from '../platform/look-again.ts'
import type { Node } from '../platform/node.ts'
import { inTrace, newTrace } from '../platform/tracing/trace.ts'
import { transaction } from '../platform/transaction.ts'
import {
  act,
  actionsOf,
  actNext,
  type PendingCommand,
  pendingCommands,
  systemActor,
  type Wish,
} from '../records/index.ts'
import { faultsHandedOver } from './handed-over.ts'
import { followingId } from './ids.ts'
import { foldCase, getCase } from './load.ts'
import { offeredTo } from './store/offered.ts'

/** How often a node looks for cases that it was offered and does not lead, in milliseconds. */
const interval = 30_000

/** For so long an offer is in the hands of the wish or the job that came with it, in milliseconds. */
const patience = 60_000

/** A wish that was refused is wished again after a minute, two, four …, at last once a day. Milliseconds. */
const pauseAfter = (refusals: number) => Math.min(patience * 2 ** (refusals - 1), 86_400_000)

/** What this side answers to an offer: it takes the case, or declines it, telling why (拒收). */
type Answer = { verb: 'take'; body: Record<string, never> } | { verb: 'decline'; body: { reason: string } }

/**
 * Who is offered the lead of a case takes it: his own people decide what becomes of it. Only what does not fit the form that
 * this side published stays where it was received, where the person can be asked, with the faults told. Where the leader
 * refused, the wish is a new one, for a verdict stands. Several at once wish the same. @returns whether it was wished now
 */
export async function takeOver(node: Node, tx: Tx, record: RecordId): Promise<boolean> {
  // What comes of the offer meanwhile waits, or is seen whole: with the step and what became of the wish.
  const state = await getCase(tx, record, { lock: true })
  if (state.offered?.to !== node.jurisdiction) return false
  const offer = (await actionsOf(tx, record)).findLast(({ verb }) => verb === 'offer')
  if (!offer) return false
  const answer = await answerTo(tx, (await foldCase(node, tx, record, true)).state)
  const known = new Map((await pendingCommands(tx, record)).map(command => [command.id, command]))
  const idOf = (refusals: number) =>
    followingId(record, offer.seq, refusals === 0 ? answer.verb : `${answer.verb}:${refusals}`)
  let refusals = 0
  let last: PendingCommand | undefined
  for (let one = known.get(idOf(0)); one?.state === 'refused'; one = known.get(idOf(refusals))) {
    last = one
    refusals += 1
  }
  const command = idOf(refusals)
  if (known.has(command)) return false
  if (last?.settledAt && !isPast(node, last.settledAt, pauseAfter(refusals))) return false
  await act(node, tx, wishOf(node, record, command, answer))
  await auditWish(node, tx, record)
  return true
}

/**
 * The same in the very transaction in which a partner told of the offer: it is his last step, for while the lead is offered
 * nothing else is done. What a rule forbids now keeps nobody from telling; then it is tried again as queued work.
 */
export async function takeOffered(
  node: Node,
  tx: Tx,
  state: RecordState<PermitData>,
  folded?: RecordState<PermitData>,
): Promise<void> {
  const { id: record, seq, offered } = state
  if (offered?.to !== node.jurisdiction) return
  try {
    const answer = await answerTo(tx, folded ?? (await foldCase(node, tx, record, true)).state)
    const command = followingId(record, seq, answer.verb)
    await actNext(node, tx, state, wishOf(node, record, command, answer))
    await auditWish(node, tx, record)
  } catch (error) {
    // A rule says no before anything is written; any other fault undoes the telling, too, which comes again.
    if (!(error instanceof Problem)) throw error
    await node.jobs.send(tx, 'case.continue', { record, seq, verb: 'offer' })
  }
}

async function answerTo(tx: Tx, folded: RecordState<PermitData>): Promise<Answer> {
  const reason = await faultsHandedOver(tx, folded)
  return reason === undefined ? { verb: 'take', body: {} } : { verb: 'decline', body: { reason } }
}

const wishOf = (node: Node, record: RecordId, command: CommandId, answer: Answer): Wish => ({
  ...{ record, ...answer, actor: systemActor(node), command },
})

const auditWish = (node: Node, tx: Tx, record: RecordId) =>
  audit(node, tx, { who: 'system', verb: 'cases.after-offer', object: record })

/** Whether so much time lies between an instant and now. A clock that was set back must not make anybody wait. */
const isPast = (node: Node, at: string, ms: number) =>
  Math.abs(Date.parse(node.time.now()) - Date.parse(at)) >= ms

/**
 * Take over what was overlooked: an offer that nobody took, for whatever reason, would lie there for ever while both sides
 * believe the other one at work. @returns how many cases were wished for
 */
export async function takeOverlooked(node: Node): Promise<number> {
  let wished = 0
  for (const { record, changedAt } of await offeredTo(node.db, node.jurisdiction)) {
    if (!isPast(node, changedAt, patience)) continue
    try {
      if (await inTrace(newTrace(), () => transaction(node.db, tx => takeOver(node, tx, record)))) wished += 1
    } catch (err) {
      // One case that cannot be taken must not keep the others waiting.
      node.log.error({ err, record }, 'a case that is offered could not be taken over')
    }
  }
  return wished
}

/** Keep looking. @returns how to stop */
export const startTakingOver = async (node: Node) =>
  lookAgain(node, interval, () => takeOverlooked(node), 'offered cases could not be looked for')
