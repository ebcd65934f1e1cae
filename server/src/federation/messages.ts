import {
  earliestWithdrawal,
  SignatureMessage,
  WithdrawalMessage,
} from '@lianqiao/model/federation/agreements.ts'
import { problem } from '@lianqiao/model/problems/problem.ts'
import { canonicalBytes, digest } from '@lianqiao/model/records/chain.ts'
import { verifyDetached } from '../platform/crypto/jws.ts'
import { CryptoRefusal } from '../platform/crypto/refusal.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Node } from '../platform/node.ts'
import { instantOf } from '../platform/time.ts'
import { type Inbound, longestWayMs, type MessageHandler } from '../platform/wire.ts'
import { agreementTyp, getAgreement, withdrawalTyp } from './agreements.ts'
import { directory } from './directory.ts'
import { insertAgreement, insertWithdrawal, upsertSignature } from './store.ts'

/** A partner signed: keep document and signature. The own side still decides for itself whether to sign. */
const receiveSignature: MessageHandler = async (node, tx, message) => {
  const { document, signature } = SignatureMessage.parse(message.body)
  const { number, version, parties } = document
  if (!parties.includes(node.jurisdiction) || !parties.includes(message.from))
    throw problem('agreement-not-ours', { number })
  await verify(node, tx, message, { number, typ: agreementTyp, content: document, signature })
  const hash = digest(document)
  const at = node.time.now()
  await insertAgreement(tx, { hash, number, version, document, at })
  await upsertSignature(tx, { hash, jurisdiction: message.from, signature, at })
}

/** A partner leaves, with the notice that was agreed. */
const receiveWithdrawal: MessageHandler = async (node, tx, message) => {
  const { withdrawal, signature } = WithdrawalMessage.parse(message.body)
  const { document, hash } = await getAgreement(node, tx, withdrawal.agreement)
  const { number, parties } = document
  if (withdrawal.by !== message.from || !parties.includes(message.from))
    throw problem('agreement-not-ours', { number })
  await verify(node, tx, message, { number, typ: withdrawalTyp, content: withdrawal, signature })
  // A notice counts from when it arrives; what waited on a link that was down, from when it was written.
  const arrived = Date.parse(node.time.now())
  const written = Math.max(Date.parse(withdrawal.at), arrived - longestWayMs)
  const earliest = earliestWithdrawal(document, instantOf(new Date(written)))
  if (withdrawal.effectiveAt < earliest)
    throw problem('notice-too-short', {
      days: document.withdrawal.noticeDays,
      date: earliest.slice(0, 10),
    })
  await insertWithdrawal(tx, {
    hash,
    jurisdiction: message.from,
    statement: withdrawal,
    signature,
    at: node.time.now(),
  })
}

export const messages: Record<string, MessageHandler> = {
  'agreement.signature': receiveSignature,
  'agreement.withdrawal': receiveWithdrawal,
}

async function verify(
  node: Node,
  tx: Tx,
  { from }: Inbound,
  signed: { number: string; typ: string; content: unknown; signature: string },
): Promise<void> {
  const keys = (await directory(node, tx)).keysOf(from, node.time.now())
  try {
    await verifyDetached(signed.signature, signed.typ, canonicalBytes(signed.content), keys)
  } catch (error) {
    if (!(error instanceof CryptoRefusal)) throw error
    throw problem('agreement-changed', { number: signed.number, reason: error.code })
  }
}
