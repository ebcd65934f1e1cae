import type { Principal } from '@lianqiao/model/people/principal.ts'
import { problem } from '@lianqiao/model/problems/problem.ts'
import { canonicalBytes } from '@lianqiao/model/records/chain.ts'
import { audit } from '../../platform/audit.ts'
import { signDetached } from '../../platform/crypto/jws.ts'
import type { Node } from '../../platform/node.ts'
import { enqueue } from '../../platform/outbox.ts'
import { transaction } from '../../platform/transaction.ts'
import { agreementTyp, getAgreement, type VerifiedAgreement } from '../agreements.ts'
import { upsertSignature } from '../store.ts'

/**
 * 签署: sign the content hash for the own side and send document and signature to the other parties. Where the own
 * signature is valid already, nothing happens. Throws `agreement-not-found`, `agreement-not-ours`, `agreement-withdrawn`.
 */
export async function signAgreement(
  node: Node,
  wish: { hash: string; who: Principal | 'system'; traceId?: string },
): Promise<VerifiedAgreement> {
  return transaction(node.db, async tx => {
    const agreement = await getAgreement(node, tx, wish.hash)
    const { document, hash } = agreement
    const { number, parties } = document
    if (!parties.includes(node.jurisdiction)) throw problem('agreement-not-ours', { number })
    if (agreement.withdrawal) throw problem('agreement-withdrawn', { number })
    if (agreement.signedBy.includes(node.jurisdiction)) return agreement
    const signature = await signDetached(node.vault.signer, agreementTyp, canonicalBytes(document))
    const at = node.time.now()
    await upsertSignature(tx, { hash, jurisdiction: node.jurisdiction, signature, at })
    await audit(node, tx, {
      who: wish.who,
      verb: 'agreements.sign',
      object: number,
      traceId: wish.traceId,
    })
    for (const to of parties)
      if (to !== node.jurisdiction)
        await enqueue(node, tx, {
          to,
          type: 'agreement.signature',
          record: hash,
          body: { document, signature },
          traceId: wish.traceId,
        })
    return getAgreement(node, tx, hash)
  })
}
