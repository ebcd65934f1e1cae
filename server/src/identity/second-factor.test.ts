import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeBrowser } from '../../../scripts/client.ts'
import { startTestNode, type TestNode } from '../../../test/support/node.ts'
import { type OddProvider, type Said, startOddProvider } from '../../../test/support/odd-provider.ts'
import { authenticate, identity } from './index.ts'

let provider: OddProvider
let node: TestNode

const clerk = { kind: 'staff', jurisdiction: '320111', roles: ['clerk'] }

beforeAll(async () => {
  provider = await startOddProvider('node-320111')
  const oidc = { issuer: provider.issuer, clientId: 'node-320111', clientSecret: 'x' }
  node = await startTestNode({ modules: [identity], authenticate, config: { logLevel: 'silent', oidc } })
})
afterAll(async () => {
  await node?.stop()
  provider?.stop()
})

/** Sign in; @returns the session that follows, or the problem. */
async function signIn(said: Said): Promise<unknown> {
  provider.says(said)
  const answer = await makeBrowser()(`${node.url}/auth/sign-in?to=/api/session`, {
    headers: { accept: 'application/json' },
  })
  return answer.json()
}

test('staff with a code are let in, and by which factors stands in the audit trail', async () => {
  expect(await signIn({ claims: { amr: ['pwd', 'otp'] }, told: { lianqiao: clerk } })).toMatchObject({
    who: clerk,
  })
  const begun = node.node.db.selectFrom('audit').select('basis').where('verb', '=', 'session.begin')
  expect(await begun.where('outcome', '=', 'done').execute()).toEqual([{ basis: 'pwd otp' }])
})

test('staff without a code are refused by the node itself, and the refusal is audited', async () => {
  const refused = { code: 'second-factor-needed', number: 'LQ-0204' }
  expect(await signIn({ told: { lianqiao: clerk } })).toMatchObject(refused)
  expect(await signIn({ claims: { amr: ['pwd'] }, told: { lianqiao: clerk } })).toMatchObject(refused)
  // The unsigned answer of userinfo does not count.
  expect(await signIn({ claims: { amr: ['pwd'] }, told: { lianqiao: clerk, amr: ['otp'] } })).toMatchObject(
    refused,
  )
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
  expect(await signIn({ claims: { amr: ['otp'] }, told: { lianqiao } })).toMatchObject({
    code: 'other-jurisdiction',
  })
})

test('a resident cannot be given a post, nor staff the place of a resident', async () => {
  const resident = await signIn({
    claims: { amr: ['pwd'] },
    told: { lianqiao: { kind: 'resident', roles: ['sysadmin'] } },
  })
  expect(resident).toMatchObject({ who: { kind: 'resident', roles: ['resident'], jurisdiction: '320111' } })
  const mixed = { ...clerk, roles: ['clerk', 'resident'] }
  expect(await signIn({ claims: { amr: ['otp'] }, told: { lianqiao: mixed } })).toMatchObject({
    code: 'sign-in-failed',
  })
})

test('a provider that calls itself otherwise than the operator does is none', async () => {
  const issuer = provider.issuer.replace('127.0.0.1', 'localhost')
  const oidc = { issuer, clientId: 'node-320111', clientSecret: 'x' }
  const other = await startTestNode({
    modules: [identity],
    authenticate,
    config: { logLevel: 'silent', oidc },
  })
  const answer = await fetch(`${other.url}/auth/sign-in`, { redirect: 'manual' })
  await other.stop()
  expect([answer.status, (await answer.json()).code]).toEqual([503, 'identity-unreachable'])
})

const ago = (seconds: number) => Math.floor(Date.now() / 1000) - seconds

test.each<[string, Said]>([
  ['made for another sign-in', { claims: { nonce: 'of-another' } }],
  ['made for no sign-in at all', { claims: { nonce: undefined } }],
  ['signed by somebody else', { forged: true }],
  ['of another issuer', { claims: { iss: 'https://id.example' } }],
  ['for another client', { claims: { aud: 'node-340523' } }],
  ['for several, and handed to another', { claims: { aud: ['node-320111', 'x'], azp: 'x' } }],
  ['that has run out', { claims: { iat: ago(900), exp: ago(600) } }],
  ['without an end', { claims: { exp: undefined } }],
  ['of a sign-in longer ago than staff may be idle', { claims: { auth_time: ago(31 * 60) } }],
  ['that does not say when the person signed in', { claims: { auth_time: undefined } }],
  ['of somebody else than userinfo tells of', { told: { sub: 'another' } }],
])('an id token %s is refused', async (_what, { claims, told, forged = false }) => {
  const said = { claims: { amr: ['otp'], ...claims }, told: { lianqiao: clerk, ...told }, forged }
  expect(await signIn(said)).toMatchObject({ code: 'sign-in-failed' })
})
