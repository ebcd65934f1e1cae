import { audit } from '../../platform/audit.ts'
import type { Node } from '../../platform/node.ts'
import { transaction } from '../../platform/transaction.ts'
import { hashOf } from '../cookies.ts'
import { signOutUrl } from '../openid.ts'
import type { SessionContent } from '../session.ts'
import { deleteSession } from '../store.ts'

/** End a session here. @returns where the browser goes to end it at the provider. */
export async function end(
  node: Node,
  session: { token: string; content: SessionContent; traceId: string },
): Promise<string> {
  await transaction(node.db, async tx => {
    await deleteSession(tx, hashOf(session.token))
    await audit(node, tx, { who: session.content.who, verb: 'session.end', traceId: session.traceId })
  })
  return signOutUrl(node, session.content.idToken)
}
