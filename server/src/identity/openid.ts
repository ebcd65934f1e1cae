import { problem } from '@lianqiao/model/problems/problem.ts'
import * as openid from 'openid-client'
import type { Node } from '../platform/node.ts'
import { perNode } from '../platform/per-node.ts'
import { Claims } from './claims.ts'

/** Seconds after which the provider must ask again: as long as staff may be idle, or single sign-on would undo that limit. */
const maxAge = 30 * 60

/** What a sign-in must remember until the browser comes back. */
export interface Secrets {
  state: string
  nonce: string
  verifier: string
}

export const makeSecrets = (): Secrets => ({
  state: openid.randomState(),
  nonce: openid.randomNonce(),
  verifier: openid.randomPKCECodeVerifier(),
})

const discovered = perNode(async node => {
  const { issuer, clientId, clientSecret } = node.config.oidc
  return openid.discovery(new URL(issuer), clientId, clientSecret, undefined, {
    timeout: 10,
    // The library leaves the signature of an id token unchecked where it came over TLS; who holds which post hangs on it.
    execute: [openid.enableNonRepudiationChecks, ...(mayBePlain(node) ? [openid.allowInsecureRequests] : [])],
  })
})

/** Plain HTTP to the provider is for the demonstration, and for a provider on the same machine. */
function mayBePlain(node: Node): boolean {
  const { protocol, hostname } = new URL(node.config.oidc.issuer)
  return (
    protocol === 'http:' &&
    (node.config.demonstration || ['127.0.0.1', 'localhost', '[::1]'].includes(hostname))
  )
}

/** Where the browser goes to sign in: code flow with PKCE (RFC 7636), state and nonce. Throws `identity-unreachable`. */
export async function signInUrl(node: Node, secrets: Secrets, fresh: boolean): Promise<string> {
  const configuration = await discover(node)
  return openid.buildAuthorizationUrl(configuration, {
    redirect_uri: `${node.config.publicUrl}/auth/callback`,
    scope: 'openid profile lianqiao',
    state: secrets.state,
    nonce: secrets.nonce,
    code_challenge: await openid.calculatePKCECodeChallenge(secrets.verifier),
    code_challenge_method: 'S256',
    max_age: String(maxAge),
    ...(fresh ? { prompt: 'login' } : {}),
  }).href
}

/**
 * Turn the provider's answer, the query of the callback, into who the person is. @returns undefined where the person
 * cancelled. Throws `sign-in-failed` or `identity-unreachable`.
 */
export async function claimsFrom(
  node: Node,
  query: string,
  secrets: Secrets,
): Promise<{ claims: Claims; idToken: string; sid: string | undefined } | undefined> {
  const configuration = await discover(node)
  try {
    const tokens = await openid.authorizationCodeGrant(
      configuration,
      new URL(`${node.config.publicUrl}/auth/callback${query}`),
      {
        expectedState: secrets.state,
        expectedNonce: secrets.nonce,
        pkceCodeVerifier: secrets.verifier,
        maxAge,
      },
    )
    const signed = tokens.claims()
    if (!signed || !tokens.id_token) throw problem('sign-in-failed')
    const told = await openid.fetchUserInfo(configuration, tokens.access_token, signed.sub)
    // The second factor is believed from the signed token only.
    const sid = typeof signed.sid === 'string' ? signed.sid : undefined
    return { claims: Claims.parse({ ...told, amr: signed.amr }), idToken: tokens.id_token, sid }
  } catch (error) {
    if (error instanceof openid.AuthorizationResponseError && error.error === 'access_denied')
      return undefined
    node.log.warn({ reason: reasonOf(error) }, 'sign-in was not completed')
    throw isUnreachable(error) ? problem('identity-unreachable') : problem('sign-in-failed')
  }
}

/** Where the browser goes to end its session at the provider; `/` where that is not possible: signing out must not fail. */
export async function signOutUrl(node: Node, idToken: string): Promise<string> {
  try {
    return openid.buildEndSessionUrl(await discover(node), {
      id_token_hint: idToken,
      post_logout_redirect_uri: `${node.config.publicUrl}/`,
    }).href
  } catch {
    return '/'
  }
}

/** The provider's own description of itself, of exactly the issuer that the operator named. Throws `identity-unreachable`. */
export async function discover(node: Node): Promise<openid.Configuration> {
  return discovered(node).catch(error => {
    node.log.error({ reason: reasonOf(error) }, 'identity provider not reachable')
    throw problem('identity-unreachable')
  })
}

/** A code of the library or the network; never the message of a token, which may hold personal data. */
export function reasonOf(error: unknown): string {
  const { code, error: oauth, name, cause } = error as Record<string, unknown> & { cause?: { code?: string } }
  return String(oauth ?? cause?.code ?? code ?? name)
}

function isUnreachable(error: unknown): boolean {
  const { code, cause } = error as { code?: string; cause?: { code?: string } }
  return code === 'OAUTH_TIMEOUT' || /^(ECONN|UND_ERR|ENOTFOUND|EAI_)/.test(cause?.code ?? '')
}
