import type { SessionView } from '@lianqiao/model/api/session.ts'
import type { ProblemDocument } from '@lianqiao/model/problems/problem.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeBrowser, signIn } from '../../../scripts/client.ts'
import { startTestNode, type TestNode } from '../../../test/support/node.ts'
import { type OddProvider, startOddProvider } from '../../../test/support/odd-provider.ts'
import { type SigningIn, startSigningIn } from '../../../test/support/signing-in.ts'
import { authenticate, identity } from './index.ts'

describe('people and their security administrator', () => {
  let world: SigningIn
  beforeAll(async () => {
    world = await startSigningIn()
  })
  afterAll(() => world?.stop())
  const at = (name: string) => signIn(world.pukou.url, world.provider.url, name)
  const isIn = async (client: Awaited<ReturnType<typeof at>>) =>
    (await client.get('/api/mine')).status === 200

  test('see where they are signed in, and end every other session; nobody else’s', async () => {
    const kept = await at('fang-min')
    world.time.advance(60_000)
    const [asking, another] = [await at('fang-min'), await at('shen-lei')]
    const { body } = await asking.get<{ sessions: { here: boolean; begunAt: string }[] }>('/api/sessions')
    expect(body.sessions.map(session => session.here)).toEqual([true, false])
    expect(Object.keys(body.sessions[0] ?? {})).toEqual(['begunAt', 'lastSeenAt', 'endsAt', 'here'])
    expect((await asking.post('/api/sessions/end-others')).body).toEqual({ ended: 1 })
    expect(await Promise.all([kept, asking, another].map(isIn))).toEqual([false, true, true])
    // Again there is nothing to end.
    expect((await asking.post('/api/sessions/end-others')).body).toEqual({ ended: 0 })
    expect(await world.auditOf(world.pukou)).toContainEqual(
      expect.objectContaining({ actor: '320111:fang-min', verb: 'session.end-others', outcome: 'done' }),
    )
  })

  test('a session that is over is not told', async () => {
    await at('wang-xiaoqiao')
    world.time.advance(121 * 60_000)
    const now = await at('wang-xiaoqiao')
    expect((await now.get<{ sessions: unknown[] }>('/api/sessions')).body.sessions).toHaveLength(1)
  })

  test('the security administrator ends those of an account, and everybody’s; no other post does', async () => {
    const [secadmin, sysadmin, one, two] = await Promise.all(
      ['secadmin', 'sysadmin', 'fang-min', 'shen-lei'].map(at),
    )
    if (!secadmin || !sysadmin || !one || !two) throw new Error('not signed in')
    const of = { account: '320111:fang-min' }
    for (const client of [sysadmin, two])
      expect((await client.post<ProblemDocument>('/api/sessions/end-of', { of })).body.code).toBe('forbidden')
    expect((await secadmin.post('/api/sessions/end-of', {})).status).toBe(422)
    expect(await isIn(one)).toBe(true)
    expect((await secadmin.post('/api/sessions/end-of', { of })).body).toEqual({ ended: 1 })
    expect(await Promise.all([one, two].map(isIn))).toEqual([false, true])
    await secadmin.post('/api/sessions/end-of', { of: 'everybody' })
    expect(await Promise.all([secadmin, sysadmin, two].map(isIn))).toEqual([true, false, false])
    const rows = await world.pukou.node.db
      .selectFrom('audit')
      .select('object')
      .where('verb', '=', 'session.end-of')
      .orderBy('id')
      .execute()
    expect(rows.map(row => row.object)).toEqual(['320111:fang-min', 'everybody'])
  })

  test('a resident id is no account: nothing is ended, and it is written nowhere', async () => {
    const id = '340523199003159916'
    const secadmin = await at('secadmin')
    const resident = await at('wang-xiaoqiao')
    for (const account of [id, `320111:${id}`, '340523 19900315 9916'])
      expect(await secadmin.post<ProblemDocument>('/api/sessions/end-of', { of: { account } })).toMatchObject(
        { status: 422, body: { code: 'account-is-id', number: 'LQ-0208' } },
      )
    expect(await isIn(resident)).toBe(true)
    const { db } = world.pukou.node
    for (const { schema = 'public', name } of await db.introspection.getTables()) {
      const { rows } =
        await sql`select 1 from ${sql.id(schema, name)} as it where it::text like '%159916%'`.execute(db)
      expect(rows, name).toEqual([])
    }
    // Eighteen digits that are no resident id may be an account.
    const other = { of: { account: '340523199003159917' } }
    expect((await secadmin.post('/api/sessions/end-of', other)).body).toEqual({ ended: 0 })
  })

  test('what finds a session tells nothing of the person', async () => {
    await at('jiang-tao')
    const rows = await world.pukou.node.db.selectFrom('session').selectAll().execute()
    for (const row of rows)
      for (const digest of [row.holder, row.provider_subject])
        expect(digest?.toString('latin1')).not.toMatch(/jiang|320111/)
  })
})

describe('the provider, over the back channel', () => {
  let provider: OddProvider
  let node: TestNode
  beforeAll(async () => {
    provider = await startOddProvider('node-320111')
    const oidc = { issuer: provider.issuer, clientId: 'node-320111', clientSecret: 'x' }
    node = await startTestNode({ modules: [identity], authenticate, config: { logLevel: 'silent', oidc } })
  })
  afterAll(async () => {
    await node?.stop()
    provider?.stop()
  })

  let browsers: ReturnType<typeof makeBrowser>[]
  beforeEach(async () => {
    const lianqiao = { kind: 'staff', jurisdiction: '320111', roles: ['clerk'] }
    browsers = []
    for (const [sub, sid] of [
      ['one', 's-1'],
      ['one', 's-2'],
      ['two', 's-3'],
    ] as const) {
      const browser = makeBrowser()
      provider.says({ claims: { sub, sid, amr: ['otp'] }, told: { sub, lianqiao } })
      await browser(`${node.url}/auth/sign-in?to=/api/session`)
      browsers.push(browser)
    }
  })

  const areIn = () =>
    Promise.all(
      browsers.map(async browser => {
        const session = (await (await browser(`${node.url}/api/session`)).json()) as SessionView
        return session.who !== null
      }),
    )
  const events = { 'http://schemas.openid.net/event/backchannel-logout': {} }
  const now = () => Math.floor(Date.now() / 1000)
  const usual = () => ({
    iss: provider.issuer,
    aud: 'node-320111',
    iat: now(),
    exp: now() + 120,
    jti: 'j',
    events,
  })
  const tell = async (token: string) =>
    fetch(`${node.url}/auth/back-channel`, {
      method: 'POST',
      body: new URLSearchParams({ logout_token: token }),
    })

  test('ends one session, or all of an account; again it is the same', async () => {
    const one = provider.sign({ ...usual(), sub: 'one', sid: 's-1' }, 'logout+jwt')
    for (const _ of [1, 2]) {
      const answer = await tell(one)
      expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store'])
      expect(await areIn()).toEqual([false, true, true])
    }
    expect((await tell(provider.sign({ ...usual(), sub: 'one' }, 'logout+jwt'))).status).toBe(200)
    expect(await areIn()).toEqual([false, false, true])
  })

  const wrong: [string, Record<string, unknown>, string?, boolean?][] = [
    ['an id token', {}, 'JWT'],
    ['signed by somebody else', {}, 'logout+jwt', true],
    ['with a nonce', { nonce: 'n' }],
    ['of another event', { events: { 'http://schemas.openid.net/event/other': {} } }],
    ['without an event', { events: undefined }],
    ['for another client', { aud: 'node-340523' }],
    ['of another issuer', { iss: 'https://id.example' }],
    ['of an hour ago', { iat: now() - 3600 }],
    ['that has run out', { exp: now() - 60 }],
    ['of nobody', { sub: undefined }],
  ]
  test.each(wrong)('a token %s ends nothing', async (_what, claims, typ = 'logout+jwt', forged = false) => {
    const answer = await tell(provider.sign({ ...usual(), sub: 'one', ...claims }, typ, forged))
    expect([answer.status, await areIn()]).toEqual([400, [true, true, true]])
  })

  test('what is no token ends nothing', async () => {
    for (const token of ['', 'x', 'a.b.c']) expect((await tell(token)).status).toBe(400)
    expect((await fetch(`${node.url}/auth/back-channel`, { method: 'POST' })).status).toBe(400)
    expect(await areIn()).toEqual([true, true, true])
  })
})
