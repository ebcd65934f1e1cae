import { canonicalBytes } from '@lianqiao/model/records/chain.ts'
import { signDetached } from '../../platform/crypto/jws.ts'
import type { Node } from '../../platform/node.ts'
import { transaction } from '../../platform/transaction.ts'
import { agreementTyp, type VerifiedAgreement } from '../agreements.ts'
import { upsertSignature } from '../store.ts'
import { type Declaring, declare, openAgreement } from './declare.ts'

/**
 * 签署: sign the content hash for the own side and send document and signature to the other parties. Where the own
 * signature is valid already, nothing happens. Throws `agreement-not-found`, `agreement-not-ours`, `agreement-withdrawn`.
 */
export async function signAgreement(node: Node, wish: Declaring): Promise<VerifiedAgreement> {
  return transaction(node.db, async tx => {
    const agreement = await openAgreement(node, tx, wish.hash)
    const { document, hash } = agreement
    if (agreement.signedBy.includes(node.jurisdiction)) return agreement
    const signature = await signDetached(node.vault.signer, agreementTyp, canonicalBytes(document))
    const at = node.time.now()
    await upsertSignature(tx, { hash, jurisdiction: node.jurisdiction, signature, at })
    const said = { verb: 'agreements.sign', type: 'agreement.signature', body: { document, signature } }
    return declare(node, tx, agreement, wish, said)
  })
}
