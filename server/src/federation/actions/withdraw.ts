import { agreementDate, earliestWithdrawal, type Withdrawal } from '@lianqiao/model/federation/agreements.ts'
import { problem } from '@lianqiao/model/problems/problem.ts'
import type { Instant } from '@lianqiao/model/records/action.ts'
import { canonicalBytes } from '@lianqiao/model/records/chain.ts'
import { signDetached } from '../../platform/crypto/jws.ts'
import type { Node } from '../../platform/node.ts'
import { transaction } from '../../platform/transaction.ts'
import { type VerifiedAgreement, withdrawalTyp } from '../agreements.ts'
import { insertWithdrawal } from '../store.ts'
import { type Declaring, declare, openAgreement } from './declare.ts'

/**
 * 退出: declare that the own side leaves, from an instant that keeps the agreed notice, and tell the other parties. What
 * becomes of running cases, the agreement itself says. Throws `agreement-not-found`, `agreement-not-ours`,
 * `agreement-withdrawn`, `agreement-unsigned`, `notice-too-short`.
 */
export async function withdrawAgreement(
  node: Node,
  wish: Declaring & { effectiveAt: Instant; reason: string },
): Promise<VerifiedAgreement> {
  return transaction(node.db, async tx => {
    const agreement = await openAgreement(node, tx, wish.hash)
    const { document, hash } = agreement
    const at = node.time.now()
    if (!agreement.signedBy.includes(node.jurisdiction))
      throw problem('agreement-unsigned', { number: document.number })
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
    const body = { withdrawal, signature }
    return declare(node, tx, agreement, wish, {
      verb: 'agreements.withdraw',
      type: 'agreement.withdrawal',
      body,
    })
  })
}
