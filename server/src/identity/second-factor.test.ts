import { createServer, type Server } from 'node:http'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeBrowser } from '../../../scripts/client.ts'
import { startTestNode, type TestNode } from '../../../test/support/node.ts'
import { freePort } from '../platform/net.ts'
import { authenticate, identity } from './index.ts'

/** A real provider may be set up wrongly, or lie: this one says what the test wants, over a valid signature. */
const says: { amr?: string[]; nonce?: string; told: Record<string, unknown> } = { told: {} }
let issuer: string
let provider: Server
let node: TestNode

const clerk = { kind: 'staff', jurisdiction: '320111', roles: ['clerk'] }

beforeAll(async () => {
  const port = await freePort()
  issuer = `http://127.0.0.1:${port}`
  const { publicKey, privateKey } = await generateKeyPair('ES256')
  let asked = new URLSearchParams()
  const answers: Record<string, () => unknown> = {
    '/.well-known/openid-configuration': () => ({
      issuer,
      authorization_endpoint: `${issuer}/auth`,
      token_endpoint: `${issuer}/token`,
      userinfo_endpoint: `${issuer}/me`,
      jwks_uri: `${issuer}/jwks`,
      id_token_signing_alg_values_supported: ['ES256'],
    }),
    '/jwks': async () => ({ keys: [{ ...(await exportJWK(publicKey)), alg: 'ES256', use: 'sig' }] }),
    '/me': () => ({ sub: 'someone', name: '某人', ...says.told }),
    '/token': async () => ({
      access_token: 'a',
      token_type: 'Bearer',
      id_token: await new SignJWT({
        nonce: says.nonce ?? asked.get('nonce'),
        auth_time: Math.floor(Date.now() / 1000),
        ...(says.amr ? { amr: says.amr } : {}),
      })
        .setProtectedHeader({ alg: 'ES256' })
        .setIssuer(issuer)
        .setAudience('node-320111')
        .setSubject('someone')
        .setIssuedAt()
        .setExpirationTime('5m')
        .sign(privateKey),
    }),
  }
  provider = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', issuer)
    if (url.pathname === '/auth') {
      asked = url.searchParams
      const back = `${asked.get('redirect_uri')}?code=c&state=${asked.get('state')}`
      return response.writeHead(303, { location: back }).end()
    }
    response
      .setHeader('content-type', 'application/json')
      .end(JSON.stringify(await answers[url.pathname]?.()))
  }).listen(port, '127.0.0.1')
  node = await startTestNode({
    modules: [identity],
    authenticate,
    config: { logLevel: 'silent', oidc: { issuer, clientId: 'node-320111', clientSecret: 'x' } },
  })
})
afterAll(async () => {
  await node?.stop()
  provider?.close()
  provider?.closeAllConnections()
})

/** Sign in; @returns the session that follows, or the problem. */
async function signIn(said: typeof says): Promise<unknown> {
  Object.assign(says, { amr: undefined, nonce: undefined }, said)
  const answer = await makeBrowser()(`${node.url}/auth/sign-in?to=/api/session`, {
    headers: { accept: 'application/json' },
  })
  return answer.json()
}

test('staff with a code are let in', async () => {
  expect(await signIn({ amr: ['pwd', 'otp'], told: { lianqiao: clerk } })).toMatchObject({ who: clerk })
})

test('staff without a code are refused by the node itself, and the refusal is audited', async () => {
  const refused = { code: 'second-factor-needed', number: 'LQ-0204' }
  expect(await signIn({ told: { lianqiao: clerk } })).toMatchObject(refused)
  expect(await signIn({ amr: ['pwd'], told: { lianqiao: clerk } })).toMatchObject(refused)
  // The unsigned answer of userinfo does not count.
  expect(await signIn({ amr: ['pwd'], told: { lianqiao: clerk, amr: ['otp'] } })).toMatchObject(refused)
  const rows = await node.node.db
    .selectFrom('audit')
    .select('verb')
    .where('problem', '=', 'second-factor-needed')
    .where('outcome', '=', 'refused')
    .execute()
  expect(rows).toHaveLength(3)
})

test('staff of another jurisdiction are refused whatever their post', async () => {
  const lianqiao = { ...clerk, jurisdiction: '340523', roles: ['sysadmin'] }
  expect(await signIn({ amr: ['otp'], told: { lianqiao } })).toMatchObject({ code: 'other-jurisdiction' })
})

test('a resident cannot be given a post, nor staff the place of a resident', async () => {
  const resident = await signIn({
    amr: ['pwd'],
    told: { lianqiao: { kind: 'resident', roles: ['sysadmin'] } },
  })
  expect(resident).toMatchObject({ who: { kind: 'resident', roles: ['resident'], jurisdiction: '320111' } })
  const mixed = { ...clerk, roles: ['clerk', 'resident'] }
  expect(await signIn({ amr: ['otp'], told: { lianqiao: mixed } })).toMatchObject({ code: 'sign-in-failed' })
})

test('an id token made for another sign-in is refused', async () => {
  const replayed = await signIn({ amr: ['otp'], nonce: 'of-another', told: { lianqiao: clerk } })
  expect(replayed).toMatchObject({ code: 'sign-in-failed' })
})
