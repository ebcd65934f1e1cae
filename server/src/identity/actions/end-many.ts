import { holdsResidentId } from '@lianqiao/model/identifiers/resident-id.ts'
import type { Principal } from '@lianqiao/model/people/principal.ts'
import { problem } from '@lianqiao/model/problems/problem.ts'
import { audit } from '../../platform/audit.ts'
import type { Node } from '../../platform/node.ts'
import { transaction } from '../../platform/transaction.ts'
import { hashOf } from '../cookies.ts'
import { type Ended, readLogoutToken } from '../logout-token.ts'
import { hasEnded, markOf } from '../session.ts'
import { deleteAllSessions, deleteSessionsBy, type Span } from '../store.ts'

/** Who asks, and with which session, which goes on. */
interface Asking {
  who: Principal
  token: string
  traceId: string
}

/** How many of them were not over anyway. */
const living = (node: Node, sessions: readonly Span[]): number =>
  sessions.filter(session => !hasEnded(session, Date.parse(node.time.now()))).length

/** 其他位置全部退出: end every session of a person but the one that asks. @returns how many there were */
export async function endOthers(node: Node, { who, token, traceId }: Asking): Promise<number> {
  return transaction(node.db, async tx => {
    const holder = markOf(node, 'holder', who.subject)
    const ended = living(node, await deleteSessionsBy(tx, 'holder', holder, hashOf(token)))
    await audit(node, tx, { who, verb: 'session.end-others', traceId })
    return ended
  })
}

/**
 * 强制下线: end all sessions of an account, or everybody's, but the one that asks. The account is audited as it was typed, so
 * what names a person is none: throws `account-is-id`. @returns how many there were
 */
export async function endOf(
  node: Node,
  of: 'everybody' | { account: string },
  { who, token, traceId }: Asking,
): Promise<number> {
  if (of !== 'everybody' && holdsResidentId(of.account)) throw problem('account-is-id')
  return transaction(node.db, async tx => {
    const own = hashOf(token)
    const found =
      of === 'everybody'
        ? await deleteAllSessions(tx, own)
        : await deleteSessionsBy(tx, 'holder', markOf(node, 'holder', of.account), own)
    const object = of === 'everybody' ? of : of.account
    await audit(node, tx, { who, verb: 'session.end-of', object, traceId })
    return living(node, found)
  })
}

/**
 * The provider ended a session, or closed an account, and says so with a logout token. Throws `unreadable-body`,
 * `identity-unreachable`.
 */
export async function endByProvider(node: Node, token: string, traceId: string): Promise<void> {
  const [mark, name] = markIn(await readLogoutToken(node, token))
  await transaction(node.db, async tx => {
    await deleteSessionsBy(tx, mark, markOf(node, mark, name))
    await audit(node, tx, { who: 'system', verb: 'session.end-by-provider', traceId })
  })
}

const markIn = (ended: Ended) =>
  'sid' in ended ? (['provider_session', ended.sid] as const) : (['provider_subject', ended.sub] as const)
