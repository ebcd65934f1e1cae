import { problem } from '@lianqiao/model/problems/problem.ts'
import type { Node, RecordKind } from '../platform/node.ts'

/** What this node knows of a kind of record; a partner's record of a kind that it does not know is refused. */
export function kindOf(node: Node, kind: string): RecordKind {
  const known = node.kinds.get(kind)
  if (!known) throw problem('message-invalid', { reason: `unknown kind of record ${kind}` })
  return known
}
