import type { Principal } from '@lianqiao/model/people/principal.ts'
import { problem } from '@lianqiao/model/problems/problem.ts'
import type { Body } from '@lianqiao/model/records/action.ts'
import { audit } from '../../platform/audit.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { Node } from '../../platform/node.ts'
import { enqueue } from '../../platform/outbox.ts'
import { getAgreement, type VerifiedAgreement } from '../agreements.ts'

/** Who wants to declare something on which agreement. */
export interface Declaring {
  hash: string
  who: Principal | 'system'
  traceId?: string
}

/**
 * An agreement of which this side is a party and that nobody has left. Throws `agreement-not-found`, `agreement-not-ours`,
 * `agreement-withdrawn`.
 */
export async function openAgreement(node: Node, tx: Tx, hash: string): Promise<VerifiedAgreement> {
  const agreement = await getAgreement(node, tx, hash)
  const { number, parties } = agreement.document
  if (!parties.includes(node.jurisdiction)) throw problem('agreement-not-ours', { number })
  if (agreement.withdrawal) throw problem('agreement-withdrawn', { number })
  return agreement
}

/** What this side has declared is written into the audit trail and told to the other parties; answers how the agreement stands. */
export async function declare(
  node: Node,
  tx: Tx,
  { document: { number, parties } }: VerifiedAgreement,
  { hash, who, traceId }: Declaring,
  { verb, type, body }: { verb: string; type: string; body: Body },
): Promise<VerifiedAgreement> {
  await audit(node, tx, { who, verb, object: number, traceId })
  for (const to of parties)
    if (to !== node.jurisdiction) await enqueue(node, tx, { to, type, record: hash, body, traceId })
  return getAgreement(node, tx, hash)
}
