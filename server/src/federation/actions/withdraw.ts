import { agreementDate, earliestWithdrawal, type Withdrawal } from '@lianqiao/model/federation/agreements.ts'
import type { Principal } from '@lianqiao/model/people/principal.ts'
import { problem } from '@lianqiao/model/problems/problem.ts'
import type { Instant } from '@lianqiao/model/records/action.ts'
import { canonicalBytes } from '@lianqiao/model/records/chain.ts'
import { audit } from '../../platform/audit.ts'
import { signDetached } from '../../platform/crypto/jws.ts'
import type { Node } from '../../platform/node.ts'
import { enqueue } from '../../platform/outbox.ts'
import { transaction } from '../../platform/transaction.ts'
import { getAgreement, type VerifiedAgreement, withdrawalTyp } from '../agreements.ts'
import { insertWithdrawal } from '../store.ts'

/**
 * 退出: declare that the own side leaves, from an instant that keeps the agreed notice, and tell the other parties. What
 * becomes of running cases, the agreement itself says. Throws `agreement-not-found`, `agreement-not-ours`,
 * `agreement-withdrawn`, `agreement-unsigned`, `notice-too-short`.
 */
export async function withdrawAgreement(
  node: Node,
  wish: { hash: string; effectiveAt: Instant; reason: string; who: Principal; traceId?: string },
): Promise<VerifiedAgreement> {
  return transaction(node.db, async tx => {
    const agreement = await getAgreement(node, tx, wish.hash)
    const { document, hash } = agreement
    const { number, parties } = document
    const at = node.time.now()
    if (!parties.includes(node.jurisdiction)) throw problem('agreement-not-ours', { number })
    if (agreement.withdrawal) throw problem('agreement-withdrawn', { number })
    if (!agreement.signedBy.includes(node.jurisdiction)) throw problem('agreement-unsigned', { number })
    const earliest = earliestWithdrawal(document, at)
    if (wish.effectiveAt < earliest)
      throw problem('notice-too-short', {
        days: document.withdrawal.noticeDays,
        date: agreementDate(earliest),
      })
    const withdrawal: Withdrawal = {
      agreement: hash,
      by: node.jurisdiction,
      effectiveAt: wish.effectiveAt,
      reason: wish.reason,
      at,
    }
    const signature = await signDetached(node.vault.signer, withdrawalTyp, canonicalBytes(withdrawal))
    await insertWithdrawal(tx, {
      hash,
      jurisdiction: node.jurisdiction,
      statement: withdrawal,
      signature,
      at,
    })
    await audit(node, tx, {
      who: wish.who,
      verb: 'agreements.withdraw',
      object: number,
      traceId: wish.traceId,
    })
    for (const to of parties)
      if (to !== node.jurisdiction)
        await enqueue(node, tx, {
          to,
          type: 'agreement.withdrawal',
          record: hash,
          body: { withdrawal, signature },
          traceId: wish.traceId,
        })
    return getAgreement(node, tx, hash)
  })
}
