import { type Receipt, receiptTyp, toWire } from '@lianqiao/model/exchange/messages.ts'
import { Problem, problem } from '@lianqiao/model/problems/problem.ts'
import type { Digest } from '@lianqiao/model/records/action.ts'
import { ZodError } from 'zod'
import { audit } from '../platform/audit.ts'
import type { JsonValue } from '../platform/crypto/canonical.ts'
import { signCompact } from '../platform/crypto/jws.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Node } from '../platform/node.ts'
import { afterCommit, transaction } from '../platform/transaction.ts'
import type { Admitted } from './admitted.ts'
import type { Office } from './office.ts'
import { orUndo, raiseAlarm, storeReceipt, takeInbox } from './store/inbound.ts'

/**
 * Handle a message once and give its receipt: inbox row, the handler's work, audit and receipt commit together. The same
 * message again gets the very same receipt; the same id with other content is refused and raises an alarm. Throws
 * what is only not yet possible (`message-early`, `agreement-awaited`), leaving no trace, so that it may come again; any other
 * fault also leaves none.
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
    const refusal = await handle(node, office, tx, message)
    const receipt = await signReceipt(node, message, refusal)
    const known = office.message(type) ? type : 'unknown'
    const verdict = refusal ? 'rejected' : 'processed'
    afterCommit(tx, () => node.metrics.inbound.inc({ peer: from, type: known, verdict }))
    const outcome = refusal ? 'refused' : 'done'
    const entry = { verb: type, object: record, outcome, problem: refusal?.code, traceId } as const
    await Promise.all([
      storeReceipt(tx, from, id, receipt),
      audit(node, tx, { who: { peer: from }, ...entry }),
    ])
    return receipt
  })
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
