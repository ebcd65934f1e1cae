import type { OpenSession } from '@lianqiao/model/api/session.ts'
import type { Principal } from '@lianqiao/model/people/principal.ts'
import type { Node } from '../../platform/node.ts'
import { instantOf } from '../../platform/time.ts'
import { hashOf } from '../cookies.ts'
import { hasEnded, markOf } from '../session.ts'
import { sessionsOf } from '../store.ts'

/** Where a person is signed in now, the newest first; `token`: of the session that asks. */
export async function openSessions(
  node: Node,
  { who, token }: { who: Principal; token: string },
): Promise<OpenSession[]> {
  const now = Date.parse(node.time.now())
  const here = hashOf(token)
  return (await sessionsOf(node.db, markOf(node, 'holder', who.subject)))
    .filter(row => !hasEnded(row, now))
    .map(row => ({
      begunAt: instantOf(row.created_at),
      lastSeenAt: instantOf(row.last_seen_at),
      endsAt: instantOf(row.expires_at),
      here: row.token_hash.equals(here),
    }))
}
