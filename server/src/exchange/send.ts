import { fromWire, Receipt, receiptTyp, toWire, type WireProblem } from '@lianqiao/model/exchange/messages.ts'
import { Problem, problem } from '@lianqiao/model/problems/problem.ts'
import { directory } from '../federation/index.ts'
import { verifyCompact } from '../platform/crypto/jws.ts'
import { CryptoRefusal, type CryptoRefusalCode } from '../platform/crypto/refusal.ts'
import type { Node } from '../platform/node.ts'
import { spanned } from '../platform/tracing/spans.ts'
import { transaction } from '../platform/transaction.ts'
import { sha256 } from '../platform/vault.ts'
import type { Settlement } from '../platform/wire.ts'
import type { Letter } from './letter.ts'
import { backoff } from './links.ts'
import type { Office } from './office.ts'
import { post } from './post.ts'
import { raiseAlarm } from './store/inbound.ts'
import { type Claimed, postpone, releasePost, settle, storeLink } from './store/outgoing.ts'

/** What one attempt came to: a verdict; or nothing yet, and whether the peer was there at all. */
type Outcome =
  | { receipt: string; state: 'processed' | 'rejected'; problem?: WireProblem }
  | { reached: boolean | 'not-tried'; hint: WireProblem; suspicious?: true }

/**
 * Try once to deliver a message and write down what came of it. Only a receipt that verifies and names these very bytes
 * settles it. @returns after how many milliseconds to look again, if it must
 */
export async function send(
  node: Node,
  office: Office,
  claimed: Claimed,
  letter: Letter,
  stopping: AbortSignal,
): Promise<number | undefined> {
  const outcome = await spanned(
    node.spans,
    `send ${claimed.type}`,
    'client',
    () => attempt(node, office, claimed, letter, stopping),
    claimed.traceId ?? undefined,
  )
  const probeInMs = await noteLink(node, office, claimed, outcome)
  if ('receipt' in outcome) {
    await conclude(node, office, claimed, letter.envelope.body, outcome)
    return undefined
  }
  if (outcome.suspicious) await alarm(node, claimed)
  const age = Date.parse(node.time.now()) - claimed.createdAt.getTime()
  if (age > office.pace.giveUpAfterMs) {
    await conclude(node, office, claimed, letter.envelope.body, { state: 'dead', problem: outcome.hint })
    return undefined
  }
  const delay = backoff(claimed.attempts, office.pace)
  await postpone(node.db, claimed.id, delay, outcome.hint)
  return Math.max(delay, probeInMs ?? 0)
}

async function attempt(
  node: Node,
  office: Office,
  claimed: Claimed,
  letter: Letter,
  stopping: AbortSignal,
): Promise<Outcome> {
  const { peer } = claimed
  const { timeoutMs } = office.pace
  const traceId = claimed.traceId ?? undefined
  const way = { peer, path: '/exchange/messages', jws: letter.jws, timeoutMs, traceId, stopping }
  try {
    const reply = await post(node, office, way)
    if ('refused' in reply) {
      const { status, code } = reply.refused
      return { reached: status < 500, hint: { code, params: {}, errors: [] } }
    }
    return await verdictIn(node, claimed, letter, reply.signed)
  } catch (error) {
    if (error instanceof CryptoRefusal || error instanceof ReceiptMismatch) {
      // Of another time than ours: a clock is wrong, here or there, and nobody is between us.
      if (error instanceof CryptoRefusal && untimely.includes(error.code))
        return { reached: true, hint: toWire(problem('message-invalid', { reason: error.code })) }
      const hint = toWire(problem('message-invalid', { reason: 'receipt' }))
      return { reached: true, hint, suspicious: true }
    }
    // The directory does not list the peer: there was nowhere to go.
    if (error instanceof Problem) return { reached: 'not-tried', hint: toWire(error) }
    const hint = toWire(problem('peer-unreachable', { peer: await nameOf(node, peer) }))
    return { reached: stopping.aborted ? 'not-tried' : false, hint }
  }
}

const untimely: readonly CryptoRefusalCode[] = ['signature-too-old', 'signature-from-future']

class ReceiptMismatch extends Error {}

async function verdictIn(node: Node, claimed: Claimed, letter: Letter, signed: string): Promise<Outcome> {
  const book = await directory(node)
  const { kid, payload } = await verifyCompact(signed, receiptTyp, book.keysEver(claimed.peer))
  const receipt = Receipt.safeParse(payload).data
  if (
    !receipt ||
    receipt.id !== claimed.id ||
    receipt.from !== claimed.peer ||
    receipt.to !== node.jurisdiction ||
    receipt.sha256 !== sha256(Buffer.from(letter.jws))
  )
    throw new ReceiptMismatch()
  // A receipt repeated later carries the key of its day; that it comes from the peer, the HTTP signature says.
  book.keysOf(claimed.peer, receipt.at)(kid)
  const { state, problem } = receipt
  return { receipt: signed, state, ...(problem ? { problem } : {}) }
}

/** Settle, and let the modules do what follows in the same transaction. */
export async function conclude(
  node: Node,
  office: Office,
  claimed: Claimed,
  body: unknown,
  end: { state: Settlement['state']; receipt?: string; problem?: WireProblem },
): Promise<void> {
  const { id, peer, type, record } = claimed
  await transaction(node.db, async tx => {
    if (!(await settle(tx, id, { ...end, at: node.time.now() }))) return
    const reason: Problem | undefined = end.problem && fromWire(end.problem)
    const settlement: Settlement = {
      id,
      peer,
      type,
      ...(record ? { record } : {}),
      body,
      state: end.state,
      ...(reason ? { problem: reason } : {}),
    }
    for (const settled of office.settled()) await settled(node, tx, settlement)
  })
}

/** Tell the breaker; when it opens or closes, write it down, and on closing send everything at once. */
async function noteLink(
  node: Node,
  office: Office,
  { peer }: Claimed,
  outcome: Outcome,
): Promise<number | undefined> {
  const at = node.time.now()
  if ('reached' in outcome && outcome.reached === 'not-tried') return undefined
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

async function nameOf(node: Node, peer: string): Promise<string> {
  return directory(node).then(
    book => book.nameOf(peer),
    () => peer,
  )
}
