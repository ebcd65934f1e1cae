import { type Receipt, receiptTyp, toWire } from '@lianqiao/model/exchange/messages.ts'
import { Problem, problem } from '@lianqiao/model/problems/problem.ts'
import type { Digest } from '@lianqiao/model/records/action.ts'
import { ZodError } from 'zod'
import { audit } from '../platform/audit.ts'
import type { JsonValue } from '../platform/crypto/canonical.ts'
import { signCompact } from '../platform/crypto/jws.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Node } from '../platform/node.ts'
import { afterCommit, beside, transaction } from '../platform/transaction.ts'
import type { Admitted } from './admitted.ts'
import type { Office } from './office.ts'
import { heldOf, keepHandled, orUndo, raiseAlarm, storeReceipt, takeInbox } from './store/inbound.ts'

/**
 * Handle a message once and give its receipt: inbox row, the handler's work, audit and receipt commit together. The same
 * message again gets the very same receipt; the same id with other content is refused and raises an alarm. Throws
 * what is only not yet possible (`message-early`, `agreement-awaited`), leaving no trace, so that it may come again; any
 * other fault also leaves none.
 * @returns the signed receipt
 */
export async function receiveMessage(node: Node, office: Office, message: Admitted): Promise<string> {
  const { from, id, sha256, type, record, traceId } = message
  return transaction(node.db, async tx => {
    const at = node.time.now()
    const earlier = await takeInbox(tx, { peer: from, id, sha256, type, record, at })
    if (earlier) {
      if (earlier.sha256 === sha256 && earlier.receipt) return earlier.receipt
      await raiseAlarm(tx, { at, peer: from, kind: 'message-conflict', object: id, traceId })
      return signReceipt(node, message, problem('message-conflict', { id }))
    }
    const receipt = await conclude(node, office, tx, message, await handle(node, office, tx, message))
    await storeReceipt(tx, from, id, receipt)
    return receipt
  })
}

/** A letter, and the trace in which it is handled. */
export interface Traced {
  message: Admitted
  within<T>(work: () => Promise<T>): Promise<T>
}

/**
 * Handle letters of one partner beside one another in one transaction: those of which each is about another record. That is
 * the same as one after the other, with fewer trips to the database and one wait for the disk. Where a single
 * one is refused, early or faulty, or handled by another process at the same time, nothing of it counts, and each is to be
 * handled by itself.
 * @returns the receipts of those that were handled
 */
export async function receiveTogether(
  node: Node,
  office: Office,
  letters: readonly Traced[],
): Promise<Map<Admitted, string>> {
  const together = besideOneAnother(office, letters)
  const [first] = together
  if (!first || together.length === 1) return new Map()
  const { from } = first.message
  try {
    return await transaction(node.db, async tx => {
      const ids = together.map(({ message }) => message.id)
      const earlier = await heldOf(tx, from, ids)
      const handled = together.map(({ message, within }) =>
        within(() => beside(tx, tx => handleFresh(node, office, tx, message, earlier.get(message.id)))),
      )
      // What still runs would write into a transaction that is over.
      await Promise.allSettled(handled)
      const receipts = await Promise.all(handled)
      return new Map(together.map(({ message }, index) => [message, receipts[index] ?? '']))
    })
  } catch (err) {
    // By itself each says what hinders it.
    node.log.debug({ err }, 'the letters of a bag are handled one by one')
    return new Map()
  }
}

/**
 * Of every record one letter, and of every id, in the order of the records, so that two bags take their locks in the same
 * order.
 */
function besideOneAnother(office: Office, letters: readonly Traced[]): Traced[] {
  const byRecord = new Map<string, Traced>()
  const ids = new Set<string>()
  for (const letter of letters) {
    const { record, type, id } = letter.message
    if (record && office.besides(type) && !byRecord.has(record) && !ids.has(id)) byRecord.set(record, letter)
    ids.add(id)
  }
  return [...byRecord].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, letter]) => letter)
}

async function handleFresh(
  node: Node,
  office: Office,
  tx: Tx,
  message: Admitted,
  earlier: { sha256: string; receipt: string | null } | undefined,
): Promise<string> {
  if (earlier?.sha256 === message.sha256 && earlier.receipt) return earlier.receipt
  if (earlier) throw problem('message-conflict', { id: message.id })
  await office.message(message.type)?.(node, tx, message)
  const receipt = await conclude(node, office, tx, message, undefined)
  const { from: peer, id, sha256, type, record } = message
  await keepHandled(tx, { peer, id, sha256, type, record, at: node.time.now() }, receipt)
  return receipt
}

/** Sign the verdict on a message; who handled what stands in the audit trail. */
async function conclude(
  node: Node,
  office: Office,
  tx: Tx,
  message: Admitted,
  refusal: Problem | undefined,
): Promise<string> {
  const { from, type, record, traceId } = message
  const known = office.message(type) ? type : 'unknown'
  const verdict = refusal ? 'rejected' : 'processed'
  afterCommit(tx, () => node.metrics.inbound.inc({ peer: from, type: known, verdict }))
  const outcome = refusal ? 'refused' : 'done'
  const entry = { verb: type, object: record, outcome, problem: refusal?.code, traceId } as const
  await audit(node, tx, { who: { peer: from }, ...entry })
  return signReceipt(node, message, refusal)
}

async function handle(node: Node, office: Office, tx: Tx, message: Admitted): Promise<Problem | undefined> {
  const handler = office.message(message.type)
  if (!handler) return problem('message-type-unknown', { type: message.type })
  return orUndo(tx, () => handler(node, tx, message), verdictOf)
}

/** 425 Too Early (RFC 8470): what has to come before it is on its way. */
const notYet = 425

/** Which error is a verdict: what a rule refused, or a body that is not what its type says. */
function verdictOf(error: unknown): Problem | undefined {
  if (error instanceof ZodError) {
    const place = error.issues[0]?.path.join('/') ?? ''
    return problem('message-invalid', { reason: `body/${place}` })
  }
  if (!(error instanceof Problem) || error.status === notYet || error.status >= 500) return undefined
  return error
}

async function signReceipt(node: Node, message: Admitted, refusal?: Problem): Promise<string> {
  const receipt: Receipt = {
    id: message.id,
    from: node.jurisdiction,
    to: message.from,
    sha256: message.sha256 as Digest,
    state: refusal ? 'rejected' : 'processed',
    ...(refusal ? { problem: toWire(refusal) } : {}),
    at: node.time.now(),
  }
  return signCompact(node.vault.signer, receiptTyp, receipt as unknown as JsonValue)
}
