import type { SessionView } from '@lianqiao/model/api/session.ts'
import type { ProblemDocument } from '@lianqiao/model/problems/problem.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeBrowser, signIn } from '../../../scripts/client.ts'
import { startTestNode, type TestNode } from '../../../test/support/node.ts'
import { type SigningIn, startSigningIn } from '../../../test/support/signing-in.ts'
import { authenticate, identity } from './index.ts'

const minutes = (n: number) => n * 60_000

let provider: SigningIn['provider']
let pukou: TestNode
let hexian: TestNode
let world: SigningIn
beforeAll(async () => {
  world = await startSigningIn()
  ;({ provider, pukou, hexian } = world)
})
afterAll(() => world?.stop())

describe('a session', () => {
  test('changes need the CSRF token', async () => {
    const clerk = await signIn(pukou.url, provider.url, 'fang-min')
    const stored = await clerk.get<SessionView>('/api/session')
    expect(stored.body.csrf).toMatch(/^[\w-]{43}$/)
    for (const token of ['', 'x', 'A'.repeat(43)]) {
      const headers: Record<string, string> = token ? { 'x-csrf-token': token } : {}
      const answer = await clerk.browser(`${pukou.url}/api/call`, { method: 'POST', headers })
      expect(answer.status).toBe(403)
      expect(await answer.json()).toMatchObject({ code: 'csrf', number: 'LQ-0203' })
    }
  })

  test('the cookie is of one node, http-only and lax; the database holds its hash', async () => {
    const lines: string[] = []
    const browser = makeBrowser(answer => lines.push(...answer.headers.getSetCookie()))
    const page = await browser(`${pukou.url}/auth/sign-in`)
    const body = new URLSearchParams({ account: 'wang-xiaoqiao', password: 'demo' })
    await browser(page.url, { method: 'POST', body })
    const line = lines.find(l => l.startsWith('lq_320111=')) ?? ''
    expect(line).toMatch(/; HttpOnly/i)
    expect(line).toMatch(/; SameSite=Lax/i)
    expect(line).toMatch(/; Path=\/(;|$)/i)
    expect(line).not.toMatch(/Expires|Max-Age|Secure/i)
    const token = /=([^;]+)/.exec(line)?.[1] ?? ''
    const rows = await pukou.node.db.selectFrom('session').selectAll().execute()
    expect(JSON.stringify(rows.map(r => r.token_hash.toString('latin1')))).not.toContain(token)
    expect(rows.some(r => r.content.includes('王晓桥'))).toBe(false)
  })

  test('behind https every cookie is Secure', async () => {
    const { issuer } = pukou.node.config.oidc
    const publicUrl = 'https://pukou.example'
    const config = { publicUrl, oidc: { issuer, clientId: 'node-320111', clientSecret: 'x' } }
    const node = await startTestNode({ modules: [identity], authenticate, config })
    try {
      const answer = await fetch(`${node.url}/auth/sign-in`, { redirect: 'manual' })
      expect(answer.headers.getSetCookie().join()).toMatch(
        /^__Host-lq_320111_attempt=[^,]*; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
      )
    } finally {
      await node.stop()
    }
  })

  test('staff are asked again after 30 idle minutes, and not while they work', async () => {
    const clerk = await signIn(pukou.url, provider.url, 'fang-min')
    for (let i = 0; i < 3; i++) {
      world.time.advance(minutes(29))
      expect((await clerk.post('/api/call')).status).toBe(200)
    }
    world.time.advance(minutes(31))
    expect((await clerk.post<ProblemDocument>('/api/call')).body.code).toBe('sign-in-needed')
  })

  test('no session outlives eight hours', async () => {
    const clerk = await signIn(pukou.url, provider.url, 'fang-min')
    for (let i = 0; i < 19; i++) {
      world.time.advance(minutes(25))
      expect((await clerk.get('/api/mine')).status).toBe(200)
    }
    world.time.advance(minutes(5))
    expect((await clerk.get('/api/mine')).status).toBe(401)
  })

  test('what is over is swept away', async () => {
    await signIn(hexian.url, provider.url, 'wang-xiaoqiao')
    await makeBrowser()(`${hexian.url}/auth/sign-in`)
    world.time.advance(minutes(8 * 60))
    await identity.jobs?.['identity-sweep']?.work(hexian.node, {})
    expect(await hexian.node.db.selectFrom('session').selectAll().execute()).toEqual([])
    expect(await hexian.node.db.selectFrom('login_attempt').selectAll().execute()).toEqual([])
  })

  test('signing out ends it here and at the provider, and may be repeated', async () => {
    const resident = await signIn(hexian.url, provider.url, 'wang-xiaoqiao')
    const { body } = await resident.post<{ to: string }>('/auth/sign-out')
    expect(body.to).toMatch(`${provider.url}/session/end?`)
    expect(body.to).not.toContain('340523199003159916')
    expect((await resident.get('/api/mine')).status).toBe(401)
    expect((await resident.browser(body.to)).url).toBe(`${hexian.url}/`)
    const next = await resident.browser(`${hexian.url}/auth/sign-in`)
    expect(next.url).toContain(`${provider.url}/interaction/`)
    expect((await resident.post('/auth/sign-out')).body).toEqual({ to: '/' })
    const ended = (await world.auditOf(hexian)).filter(row => row.verb === 'session.end')
    expect(ended).toHaveLength(1)
  })

  test('signing out needs the CSRF token', async () => {
    const resident = await signIn(hexian.url, provider.url, 'wang-xiaoqiao')
    const answer = await resident.browser(`${hexian.url}/auth/sign-out`, { method: 'POST' })
    expect(await answer.json()).toMatchObject({ code: 'csrf' })
    expect((await resident.get('/api/mine')).status).toBe(200)
  })
})
