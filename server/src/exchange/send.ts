import { fromWire, type WireProblem } from '@lianqiao/model/exchange/messages.ts'
import type { JurisdictionCode } from '@lianqiao/model/identifiers/division.ts'
import type { Problem } from '@lianqiao/model/problems/problem.ts'
import type { Node } from '../platform/node.ts'
import { spanned } from '../platform/tracing/spans.ts'
import { transaction } from '../platform/transaction.ts'
import type { Settlement } from '../platform/wire.ts'
import { attempt, type Outcome, type Sending } from './attempt.ts'
import { backoff } from './links.ts'
import type { Office } from './office.ts'
import { raiseAlarm } from './store/inbound.ts'
import { type Claimed, postpone, releasePost, settle, storeLink } from './store/outgoing.ts'

/**
 * Try once to deliver messages to a peer, several in one bag, and write down what came of each. Only a receipt that verifies
 * and names these very bytes settles one. @returns after how many milliseconds to look again, if it must
 */
export async function send(
  node: Node,
  office: Office,
  peer: JurisdictionCode,
  sendings: readonly Sending[],
  stopping: AbortSignal,
): Promise<number | undefined> {
  const [first] = sendings
  if (!first) return undefined
  const alone = sendings.length === 1
  const outcomes = await spanned(
    node.spans,
    alone ? `send ${first.claimed.type}` : 'send mailbag',
    'client',
    () => attempt(node, office, peer, sendings, stopping),
    (alone && first.claimed.traceId) || undefined,
  )
  const probeInMs = await noteLink(node, office, peer, outcomes)
  const verdicts = sendings.flatMap(({ claimed, letter }, index) => {
    const outcome = outcomes[index]
    return outcome && 'receipt' in outcome ? [{ claimed, body: letter.envelope.body, end: outcome }] : []
  })
  await conclude(node, office, verdicts)
  const delays: number[] = []
  for (const [index, sending] of sendings.entries()) {
    const outcome = outcomes[index]
    if (!outcome || 'receipt' in outcome) continue
    const delay = await tryLater(node, office, sending, outcome)
    if (delay !== undefined) delays.push(Math.max(delay, probeInMs ?? 0))
  }
  return delays.length > 0 ? Math.min(...delays) : undefined
}

/** There is no verdict yet: put it back, or give it up after a week. @returns after how many milliseconds it is due */
async function tryLater(
  node: Node,
  office: Office,
  { claimed, letter }: Sending,
  outcome: Exclude<Outcome, { receipt: string }>,
): Promise<number | undefined> {
  if (outcome.suspicious) await alarm(node, claimed)
  const age = Date.parse(node.time.now()) - claimed.createdAt.getTime()
  if (age > office.pace.giveUpAfterMs) {
    const end = { state: 'dead', problem: lastWord(outcome.hint) } as const
    await conclude(node, office, [{ claimed, body: letter.envelope.body, end }])
    return undefined
  }
  // A partner that takes no bags has refused none of the letters.
  const delay = outcome.alone ? 0 : backoff(claimed.attempts, office.pace)
  await postpone(node.db, claimed.id, delay, outcome.hint)
  return delay
}

/** Why a message was given up: the hint of its last attempt, but for the one that promises another. */
function lastWord(hint: WireProblem): WireProblem {
  return hint.code === 'peer-unreachable' ? { ...hint, code: 'peer-given-up' } : hint
}

/** A message of ours with its end. */
export interface Ended {
  claimed: Claimed
  body: unknown
  end: { state: Settlement['state']; receipt?: string; problem?: WireProblem }
}

/** Settle, and let the modules do what follows in the same transaction. */
export async function conclude(node: Node, office: Office, ended: readonly Ended[]): Promise<void> {
  if (ended.length === 0) return
  await transaction(node.db, async tx => {
    const ends = ended.map(({ claimed: { id }, end }) => ({ id, ...end }))
    const settled = await settle(tx, ends, node.time.now())
    for (const one of ended.filter(({ claimed }) => settled.has(claimed.id)))
      for (const tell of office.settled()) await tell(node, tx, settlementOf(one))
  })
}

function settlementOf({ claimed: { id, peer, type, record }, body, end }: Ended): Settlement {
  const reason: Problem | undefined = end.problem && fromWire(end.problem)
  return {
    id,
    peer,
    type,
    ...(record ? { record } : {}),
    body,
    state: end.state,
    ...(reason ? { problem: reason } : {}),
  }
}

/** Tell the breaker; when it opens or closes, write it down, and on closing send everything at once. */
async function noteLink(
  node: Node,
  office: Office,
  peer: JurisdictionCode,
  outcomes: readonly Outcome[],
): Promise<number | undefined> {
  const at = node.time.now()
  const spoken = outcomes.find(outcome => 'receipt' in outcome || outcome.reached === true)
  const outcome = spoken ?? outcomes[0]
  if (!outcome || ('reached' in outcome && outcome.reached === 'not-tried')) return undefined
  if ('receipt' in outcome || outcome.reached) {
    if (!office.links.answered(peer)) return undefined
    await storeLink(node.db, { peer, breaker: 'closed', failures: 0, problem: null, at })
    await releasePost(node.db, peer)
    return undefined
  }
  const { failures, probeInMs } = office.links.failed(peer)
  if (probeInMs !== undefined)
    await storeLink(node.db, { peer, breaker: 'open', failures, problem: outcome.hint.code, at })
  return probeInMs
}

/** A receipt that is not the peer's, or not of this message: somebody is between us, or their node is broken. */
async function alarm(node: Node, { peer, id, traceId }: Claimed): Promise<void> {
  const entry = { at: node.time.now(), peer, kind: 'receipt-invalid', object: id }
  await transaction(node.db, tx => raiseAlarm(tx, { ...entry, traceId: traceId ?? undefined }))
}
