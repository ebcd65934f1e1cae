import { Agreement } from '@lianqiao/model/catalogue/agreement.ts'
import { problem } from '@lianqiao/model/problems/problem.ts'
import type { Digest } from '@lianqiao/model/records/action.ts'
import { digest } from '@lianqiao/model/records/chain.ts'
import { audit } from '../../platform/audit.ts'
import { wordsFor } from '../../platform/http/issue-words.ts'
import type { Node } from '../../platform/node.ts'
import { transaction } from '../../platform/transaction.ts'
import { insertAgreement } from '../store.ts'

/**
 * 导入协议: store a document, unsigned; the same one again changes nothing.
 * Throws `bad-input` where it is no agreement, `agreement-not-ours` where this jurisdiction is no party.
 * @returns its content hash
 */
export async function importAgreement(node: Node, document: unknown): Promise<Digest> {
  const parsed = Agreement.safeParse(document)
  if (!parsed.success) {
    const errors = parsed.error.issues.map(issue => ({
      pointer: `/${issue.path.join('/')}`,
      ...wordsFor(issue),
    }))
    throw problem('bad-input', { count: errors.length }, errors)
  }
  const { number, version, parties } = parsed.data
  if (!parties.includes(node.jurisdiction)) throw problem('agreement-not-ours', { number })
  const hash = digest(parsed.data)
  await transaction(node.db, async tx => {
    await insertAgreement(tx, { hash, number, version, document: parsed.data, at: node.time.now() })
    await audit(node, tx, { who: 'system', verb: 'agreements.import', object: number })
  })
  return hash
}
