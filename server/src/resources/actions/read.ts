import { type EvidencePreview, previewMinutes } from '@lianqiao/model/api/resources.ts'
import type { Principal } from '@lianqiao/model/people/principal.ts'
import { problem } from '@lianqiao/model/problems/problem.ts'
import type { Node } from '../../platform/node.ts'
import { instantOf } from '../../platform/time.ts'
import { namesOf } from '../catalogue.ts'
import { openContent, previewOf } from '../previews.ts'
import { findPull } from '../store/pulls.ts'

/** The preview again, after a reload, for whoever pulled it. Throws `not-found`, `preview-expired`. */
export async function read(node: Node, who: Principal, id: string): Promise<EvidencePreview> {
  const row = await findPull(node.db, id)
  if (row && row.pulled_by !== who.subject) throw problem('not-found')
  if (!row?.content || row.expires_at.toISOString() <= node.time.now())
    throw problem('preview-expired', { minutes: previewMinutes })
  const times = { pulled_at: instantOf(row.pulled_at), expires_at: instantOf(row.expires_at) }
  return previewOf({ ...row, ...times }, openContent(node, id, row.content), await namesOf(node))
}
