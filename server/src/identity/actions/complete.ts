import type { Principal } from '@lianqiao/model/people/principal.ts'
import { Problem, problem } from '@lianqiao/model/problems/problem.ts'
import { audit } from '../../platform/audit.ts'
import type { Node } from '../../platform/node.ts'
import { transaction } from '../../platform/transaction.ts'
import { principalOf } from '../claims.ts'
import { hashOf } from '../cookies.ts'
import { claimsFrom } from '../openid.ts'
import { openSession } from '../session.ts'
import { deleteSession } from '../store.ts'
import { resume } from './begin.ts'

/** The provider's answer as the browser brings it back. */
export interface Return {
  /** `?code=…&state=…&iss=…` */
  query: string
  browser: string | undefined
  /** Token of the session that the browser holds already; a sign-in replaces it. */
  former: string | undefined
  traceId: string
}

/**
 * Complete a sign-in: check the answer, open a session, write the audit row; a refusal is audited too.
 * @returns the token for the cookie and the page to go to; no token where the person cancelled.
 * Throws `sign-in-failed`, `second-factor-needed`, `other-jurisdiction`, `identity-unreachable`.
 */
export async function complete(node: Node, back: Return): Promise<{ token?: string; to: string }> {
  try {
    const attempt = await resume(node, new URLSearchParams(back.query).get('state') ?? '', back.browser)
    if (!attempt) throw problem('sign-in-failed')
    const answer = await claimsFrom(node, back.query, attempt.secrets)
    // Not to the page asked for: it may send a stranger straight back here.
    if (!answer) return { to: '/' }
    const { claims, idToken, sid } = answer
    const who: Principal = principalOf(node, claims)
    const residentId = claims.resident_id
    const token = await transaction(node.db, async tx => {
      if (back.former) await deleteSession(tx, hashOf(back.former))
      // By which factors, in the provider's words (RFC 8176).
      const basis = claims.amr.join(' ').slice(0, 80) || undefined
      await audit(node, tx, { who, verb: 'session.begin', basis, traceId: back.traceId })
      return openSession(
        node,
        tx,
        { who, idToken, ...(residentId ? { residentId } : {}) },
        { sub: claims.sub, sid },
      )
    })
    return { token, to: attempt.to }
  } catch (error) {
    if (error instanceof Problem)
      await transaction(node.db, tx =>
        audit(node, tx, {
          who: 'public',
          verb: 'session.begin',
          outcome: 'refused',
          problem: error.code,
          traceId: back.traceId,
        }),
      )
    throw error
  }
}
