import { problem } from '@lianqiao/model/problems/problem.ts'
import { createRemoteJWKSet, jwtVerify } from 'jose'
import { z } from 'zod'
import type { Node } from '../platform/node.ts'
import { perNode } from '../platform/per-node.ts'
import { discover, reasonOf } from './openid.ts'

/** Whose sessions the provider ends: all of an account, or those of one session there. */
export type Ended = { sub: string } | { sid: string }

/** The member of `events` that makes a token one of logout. */
const loggedOut = 'http://schemas.openid.net/event/backchannel-logout'

const Said = z.object({
  sub: z.string().min(1).optional(),
  sid: z.string().min(1).optional(),
  events: z.object({ [loggedOut]: z.looseObject({}) }),
  // An id token that somebody kept must not serve here.
  nonce: z.never().optional(),
})

const provider = perNode(async node => {
  const {
    issuer,
    jwks_uri,
    id_token_signing_alg_values_supported: named = ['RS256'],
  } = (await discover(node)).serverMetadata()
  if (!jwks_uri) throw problem('identity-unreachable')
  return {
    issuer,
    // Signatures alone: a shared secret proves nothing to us, and `none` less.
    algorithms: named.filter(name => !/^(HS|none)/.test(name)),
    keys: createRemoteJWKSet(new URL(jwks_uri), { timeoutDuration: 10_000 }),
  }
})

/**
 * What a logout token says (OpenID Connect Back-Channel Logout 1.0, section 2.6): signed by the provider, of type `logout+jwt`, for
 * this node, of the last two minutes, of that event. Throws `unreadable-body`, `identity-unreachable`.
 */
export async function readLogoutToken(node: Node, token: string): Promise<Ended> {
  const { issuer, algorithms, keys } = await provider(node)
  try {
    const { payload } = await jwtVerify(token, keys, {
      issuer,
      algorithms,
      audience: node.config.oidc.clientId,
      typ: 'logout+jwt',
      maxTokenAge: '2 minutes',
      clockTolerance: 30,
      requiredClaims: ['exp', 'jti'],
    })
    const { sub, sid } = Said.parse(payload)
    if (sid) return { sid }
    if (sub) return { sub }
    throw problem('unreadable-body')
  } catch (error) {
    node.log.warn({ reason: reasonOf(error) }, 'a logout token was refused')
    throw problem('unreadable-body')
  }
}
