import { previewMinutes } from '@lianqiao/model/api/resources.ts'
import type { ResourceAnswer } from '@lianqiao/model/catalogue/resource-query.ts'
import type { Subject } from '@lianqiao/model/catalogue/subject.ts'
import type { Principal } from '@lianqiao/model/people/principal.ts'
import { problem } from '@lianqiao/model/problems/problem.ts'
import { UsedEvidence } from '@lianqiao/model/procedures/permit/bodies.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { Node } from '../../platform/node.ts'
import { instantOf } from '../../platform/time.ts'
import { valuesOf } from '../judge.ts'
import { openContent } from '../previews.ts'
import { linkToRecord, lockPulls, markUsed, type StoredPull } from '../store/pulls.ts'

/** A pull as a record takes it over. */
export interface UsedPull {
  /** For the open part of the record. */
  used: UsedEvidence
  /** For its sealed part: values by field. */
  content: ReturnType<typeof valuesOf>
  /** The whole answer, of which `used.answer` is the digest. */
  answer: ResourceAnswer
  /** Whose data it is: the case must be his, or the guide must ask for another's (landlord, child). */
  subject: Subject
  item: string
}

/**
 * Use pulls in the transaction that opens or corrects a record: each once, within its half hour, by who pulled it; then
 * `linkPulls` names the record. @returns them in the order of `ids`.
 * Throws `preview-expired`, `preview-used`, `not-found` (somebody else's).
 */
export async function usePulls(
  node: Node,
  tx: Tx,
  ids: readonly string[],
  { who }: { who: Principal },
): Promise<UsedPull[]> {
  const rows = await lockPulls(tx, ids)
  const at = node.time.now()
  const used = ids.map(id => usePull(node, rows.get(id), id, who, at))
  await markUsed(tx, ids, at)
  return used
}

/** Name the record in which pulls were used, so that its person sees who looked at his data for it. */
export async function linkPulls(tx: Tx, ids: readonly string[], record: string): Promise<void> {
  await linkToRecord(tx, ids, record)
}

function usePull(node: Node, row: StoredPull | undefined, id: string, who: Principal, at: string): UsedPull {
  if (row && row.pulled_by !== who.subject) throw problem('not-found')
  if (row?.used_at) throw problem('preview-used')
  if (!row?.content || instantOf(row.expires_at) <= at)
    throw problem('preview-expired', { minutes: previewMinutes })
  const { subject, answer } = openContent(node, id, row.content)
  const { resource, provider, purpose, item } = row
  const pulledAt = instantOf(row.pulled_at)
  return {
    used: UsedEvidence.parse({ id, resource, provider, purpose, pulledAt, answer: row.answer }),
    content: valuesOf(answer),
    ...{ answer, subject, item },
  }
}
