import { Receipt, receiptTyp, toWire, type WireProblem } from '@lianqiao/model/exchange/messages.ts'
import type { JurisdictionCode } from '@lianqiao/model/identifiers/division.ts'
import { Problem, problem } from '@lianqiao/model/problems/problem.ts'
import { directory } from '../federation/index.ts'
import { compiled } from '../platform/compiled.ts'
import { verifyCompact } from '../platform/crypto/jws.ts'
import { CryptoRefusal, type CryptoRefusalCode } from '../platform/crypto/refusal.ts'
import type { Node } from '../platform/node.ts'
import { sha256 } from '../platform/vault.ts'
import type { Letter } from './letter.ts'
import { isReceipt, mailbag, packed } from './mailbag.ts'
import type { Office } from './office.ts'
import { jose, post } from './post.ts'
import type { Claimed } from './store/outgoing.ts'

/** A message of ours that this process sends, and its letter. */
export interface Sending {
  claimed: Claimed
  letter: Letter
}

/** What one attempt came to: a verdict; or nothing yet, and whether the peer was there at all. */
export type Outcome =
  | { receipt: string; state: 'processed' | 'rejected'; problem?: WireProblem }
  | { reached: boolean | 'not-tried'; hint: WireProblem; suspicious?: true; alone?: true }

/** Try once to deliver messages to a peer, several in one bag. @returns what it came to, for each */
export async function attempt(
  node: Node,
  office: Office,
  peer: JurisdictionCode,
  sendings: readonly Sending[],
  stopping: AbortSignal,
): Promise<Outcome[]> {
  const [first] = sendings
  const all = (outcome: Outcome) => sendings.map(() => outcome)
  if (!first) return []
  const { timeoutMs } = office.pace
  const alone = sendings.length === 1
  const content = alone
    ? { type: jose, text: first.letter.jws, traceId: first.claimed.traceId ?? undefined }
    : {
        type: mailbag,
        text: packed(sendings.map(s => ({ jws: s.letter.jws, traceId: s.claimed.traceId }))),
      }
  try {
    const reply = await post(node, office, {
      peer,
      path: '/exchange/messages',
      ...content,
      timeoutMs,
      stopping,
    })
    if ('refused' in reply) {
      const { status, code } = reply.refused
      const refused = { reached: status < 500, hint: hintOf(code) }
      if (alone || code !== 'unreadable-body') return all(refused)
      office.links.takesNoBags(peer)
      return all({ ...refused, alone: true })
    }
    const lines = alone ? [reply.signed] : reply.signed.split('\n')
    if (lines.length !== sendings.length) throw new ReceiptMismatch()
    return await Promise.all(
      sendings.map(async (sending, index) => {
        const line = lines[index] ?? ''
        if (!alone && !isReceipt(line)) return { reached: true, hint: hintOf(line.slice(0, 60)) }
        return verdictIn(node, sending, line).catch(error => faultOf(node, peer, error, stopping))
      }),
    )
  } catch (error) {
    return all(await faultOf(node, peer, error, stopping))
  }
}

const hintOf = (code: string): WireProblem => ({ code, params: {}, errors: [] })

/** What it means that there is no answer, or none that is the peer's. */
async function faultOf(
  node: Node,
  peer: JurisdictionCode,
  error: unknown,
  stopping: AbortSignal,
): Promise<Outcome> {
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

const untimely: readonly CryptoRefusalCode[] = ['signature-too-old', 'signature-from-future']

class ReceiptMismatch extends Error {}

async function verdictIn(node: Node, { claimed, letter }: Sending, signed: string): Promise<Outcome> {
  const book = await directory(node)
  const { kid, payload } = await verifyCompact(signed, receiptTyp, book.keysEver(claimed.peer))
  const receipt = compiled(Receipt).safeParse(payload).data
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

async function nameOf(node: Node, peer: string): Promise<string> {
  return directory(node).then(
    book => book.nameOf(peer),
    () => peer,
  )
}
