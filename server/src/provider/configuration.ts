import type { Department } from '@lianqiao/model/catalogue/jurisdiction.ts'
import type { Configuration, ErrorOut, KoaContextWithOIDC } from 'oidc-provider'
import type { Account, Accounts } from './accounts.ts'
import type { ProviderKeys } from './keys.ts'
import { memoryAdapters } from './memory.ts'
import { messagePage, signOutPage } from './pages.ts'

/** A node that people sign in to. */
export interface ProviderClient {
  /** Six digits; the client id is `node-<code>`. */
  jurisdiction: string
  /** Shown on the sign-in page: 南京市浦口区. */
  name: string
  /** Names its departments on the sign-in page, where many hold the same post. */
  departments?: readonly Department[]
  /** Where its browsers reach it, without a slash at the end. */
  publicUrl: string
  secret: string
}

/** Scopes that every node asks for; they need no consent, for the nodes and the accounts belong to one authority. */
const scopes = ['openid', 'profile', 'lianqiao']

/** Seconds. A page left open for an hour must ask again; tokens serve the one call of userinfo that follows at once. */
const ttl = {
  Session: 8 * 3600,
  Grant: 8 * 3600,
  Interaction: 3600,
  AuthorizationCode: 60,
  AccessToken: 300,
  IdToken: 300,
}

/** OpenID Connect Core 1.0 with the code flow and PKCE only. */
export function configuration(
  clients: readonly ProviderClient[],
  accounts: Accounts,
  keys: ProviderKeys,
): Configuration {
  return {
    adapter: memoryAdapters(),
    clients: clients.map(clientOf),
    jwks: { keys: [keys.signing] },
    cookies: { keys: keys.cookies },
    ttl,
    scopes,
    responseTypes: ['code'],
    pkce: { required: () => true },
    // `amr` stands in the id token, so that the second factor is vouched for by signature; who the person is comes by
    // userinfo only, for the id token travels in the address of the sign-out.
    claims: { openid: ['sub', 'amr'], profile: ['name'], lianqiao: ['lianqiao', 'resident_id'] },
    findAccount: (_ctx, subject) => {
      const account = accounts.bySubject(subject)
      return account && { accountId: subject, claims: () => claimsOf(account) }
    },
    interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    loadExistingGrant: grantAll,
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx, form) => {
          ctx.body = signOutPage(form)
        },
        postLogoutSuccessSource: ctx => {
          ctx.body = messagePage(
            '已退出登录',
            '您已退出，可以关闭此页。',
            'You are signed out and may close this page.',
          )
        },
      },
    },
    renderError: sayError,
  }
}

export const clientIdOf = (client: ProviderClient) => `node-${client.jurisdiction}`

function clientOf(client: ProviderClient) {
  return {
    client_id: clientIdOf(client),
    client_secret: client.secret,
    client_name: client.name,
    redirect_uris: [`${client.publicUrl}/auth/callback`],
    post_logout_redirect_uris: [`${client.publicUrl}/`],
    response_types: ['code' as const],
    grant_types: ['authorization_code'],
    id_token_signed_response_alg: 'ES256' as const,
  }
}

/** Claims of a person. `lianqiao` is what a node makes its principal of; `resident_id` is for the node alone. */
function claimsOf(account: Account) {
  const { subject: sub, name, kind, roles, department, station, window, idNumber, jurisdictions } = account
  return {
    sub,
    name,
    lianqiao: {
      kind,
      roles,
      ...(kind === 'staff' ? { jurisdiction: jurisdictions[0], department, station, window } : {}),
    },
    ...(kind === 'resident' && idNumber ? { resident_id: idNumber } : {}),
  }
}

async function grantAll(ctx: KoaContextWithOIDC) {
  const { client, session, provider } = ctx.oidc
  if (!client || !session?.accountId) return undefined
  const known = session.grantIdFor(client.clientId)
  const found = known ? await provider.Grant.find(known) : undefined
  if (found) return found
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId })
  grant.addOIDCScope(scopes)
  await grant.save()
  return grant
}

function sayError(ctx: KoaContextWithOIDC, out: ErrorOut): void {
  ctx.type = 'html'
  ctx.body = messagePage(
    '登录未完成',
    '登录页面已过期或已使用过，请返回原网站重新登录。',
    `This sign-in has expired or was used already; go back to the site and sign in again (${out.error}).`,
  )
}
