import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { endpoint } from '@lianqiao/model/api/endpoint.ts'
import type { SessionView } from '@lianqiao/model/api/session.ts'
import { ResidentId } from '@lianqiao/model/identifiers/resident-id.ts'
import type { ProblemDocument } from '@lianqiao/model/problems/problem.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { makeBrowser, signIn } from '../../../scripts/client.ts'
import { testTime } from '../../../test/support/clock.ts'
import { startTestNode, type TestNode } from '../../../test/support/node.ts'
import { route, whoOf } from '../platform/http/route.ts'
import { loadDemoPeople } from '../platform/jurisdiction-files.ts'
import { freePort } from '../platform/net.ts'
import type { Module } from '../platform/node.ts'
import { type RunningProvider, startProvider } from '../provider/index.ts'
import { authenticate, identity, residentIdOf, residentSubject } from './index.ts'

const called = endpoint({
  name: 'test.call',
  summary: 'Something that changes something',
  method: 'POST',
  path: '/api/call',
  permission: 'queue.call',
  output: z.object({ subject: z.string() }),
})
const mine = endpoint({
  name: 'test.mine',
  summary: 'What the node knows of a resident',
  method: 'GET',
  path: '/api/mine',
  permission: 'session',
  output: z.object({ subject: z.string(), residentId: z.string().optional() }),
})
const probe: Module = {
  name: 'probe',
  routes: [
    route(called, async call => ({ subject: whoOf(call).subject })),
    route(mine, async call => ({ subject: whoOf(call).subject, residentId: await residentIdOf(call) })),
  ],
}

const time = testTime()
const minutes = (n: number) => n * 60_000
let folder: string
let provider: RunningProvider
let pukou: TestNode
let hexian: TestNode

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lianqiao-identity-'))
  const ports = { provider: await freePort(), '320111': await freePort(), '340523': await freePort() }
  const issuer = `http://127.0.0.1:${ports.provider}`
  provider = await startProvider({
    folder,
    port: ports.provider,
    clients: (['320111', '340523'] as const).map(jurisdiction => ({
      jurisdiction,
      name: jurisdiction,
      publicUrl: `http://127.0.0.1:${ports[jurisdiction]}`,
      secret: `secret-of-${jurisdiction}`,
    })),
    people: await Promise.all(['320111', '340523'].map(loadDemoPeople)),
  })
  const start = (jurisdiction: '320111' | '340523') =>
    startTestNode({
      jurisdiction,
      time,
      modules: [identity, probe],
      authenticate,
      config: {
        port: ports[jurisdiction],
        oidc: { issuer, clientId: `node-${jurisdiction}`, clientSecret: `secret-of-${jurisdiction}` },
      },
    })
  ;[pukou, hexian] = await Promise.all([start('320111'), start('340523')])
})
afterAll(async () => {
  await Promise.all([pukou?.stop(), hexian?.stop(), provider?.stop()])
  await rm(folder, { recursive: true, force: true })
})

const auditOf = (node: TestNode) =>
  node.node.db.selectFrom('audit').select(['actor', 'verb', 'outcome', 'problem']).orderBy('id').execute()

/** Go to the provider's form as a browser does and send it. */
async function fill(url: string, form: Record<string, string>, path = '/auth/sign-in') {
  const browser = makeBrowser()
  const page = await browser(`${url}${path}`)
  const answer = await browser(page.url, { method: 'POST', body: new URLSearchParams(form) })
  return { browser, answer, text: await answer.text() }
}

const codeOf = async (username: string) => {
  const accounts = (await (await fetch(`${provider.url}/demo/accounts`)).json()) as {
    username: string
    code: string
  }[]
  return accounts.find(a => a.username === username)?.code ?? ''
}

describe('signing in', () => {
  test('a stranger learns whose node it is and where to sign in', async () => {
    const { body } = await pukou.as().get<SessionView>('/api/session')
    expect(body).toEqual({
      node: {
        code: '320111',
        name: '南京市浦口区',
        shortName: '浦口',
        province: { code: '320000', name: '江苏省', shortName: '苏' },
        demonstration: true,
      },
      who: null,
      csrf: null,
      signInUrl: '/auth/sign-in',
    })
  })

  test('staff sign in with a one-time code and are who the provider says', async () => {
    const clerk = await signIn(pukou.url, provider.url, 'fang-min')
    const { body } = await clerk.get<SessionView>('/api/session')
    expect(body.who).toEqual({
      kind: 'staff',
      name: '方敏',
      jurisdiction: '320111',
      roles: ['clerk'],
      department: 'government-services',
      station: 'wujiang',
      window: 'pk-service',
    })
    expect(await clerk.post('/api/call')).toMatchObject({ status: 200, body: { subject: '320111:fang-min' } })
    expect(await auditOf(pukou)).toContainEqual({
      actor: '320111:fang-min',
      verb: 'session.begin',
      outcome: 'done',
      problem: null,
    })
  })

  test('a resident has one account in both provinces; his number reaches the nodes and no page', async () => {
    const id = ResidentId.parse('340523199003159916')
    for (const node of [pukou, hexian]) {
      const resident = await signIn(node.url, provider.url, 'wang-xiaoqiao')
      const session = await resident.get<SessionView>('/api/session')
      expect(session.body.who).toMatchObject({ kind: 'resident', name: '王晓桥', roles: ['resident'] })
      expect(JSON.stringify(session.body)).not.toContain(id)
      expect((await resident.get('/api/mine')).body).toEqual({
        subject: residentSubject(node.node, id),
        residentId: id,
      })
    }
    expect(residentSubject(pukou.node, id)).not.toBe(residentSubject(hexian.node, id))
  })

  test('a user name that both nodes have is the own one at each', async () => {
    const [here, there] = await Promise.all([pukou, hexian].map(n => signIn(n.url, provider.url, 'sysadmin')))
    expect((await here?.get('/api/mine'))?.body).toEqual({ subject: '320111:sysadmin' })
    expect((await there?.get('/api/mine'))?.body).toEqual({ subject: '340523:sysadmin' })
  })

  test('it leads back to the page that was asked for', async () => {
    const form = { account: 'wang-xiaoqiao', password: 'demo' }
    const { answer } = await fill(pukou.url, form, '/auth/sign-in?to=%2Fapi%2Fmine%3Fa%3D1')
    expect(answer.url).toBe(`${pukou.url}/api/mine?a=1`)
  })

  test('who is signed in at one node needs no second password at the other', async () => {
    const { browser } = await fill(pukou.url, { account: 'li-chunyan', password: 'demo' })
    const there = await browser(`${hexian.url}/auth/sign-in?to=/api/session`)
    expect(((await there.json()) as SessionView).who?.name).toBe('李春燕')
  })

  test('another person may take over the browser, and keeps the place when the first signs out elsewhere', async () => {
    const { browser } = await fill(pukou.url, { account: 'li-chunyan', password: 'demo' })
    const { csrf } = (await (await browser(`${pukou.url}/api/session`)).json()) as SessionView
    const form = await browser(`${hexian.url}/auth/sign-in?fresh=yes&to=/api/session`)
    const body = new URLSearchParams({ account: 'zhao-limin', password: 'demo' })
    // The provider ends the first session by a form that sends itself.
    const between = await (await browser(form.url, { method: 'POST', body })).text()
    const action = /action="([^"]+)"/.exec(between)?.[1] ?? ''
    const hidden = [...between.matchAll(/name="([^"]+)" value="([^"]+)"/g)].map(([, name, value]) => [
      name,
      value,
    ])
    const there = await browser(action, { method: 'POST', body: new URLSearchParams(hidden as string[][]) })
    expect(((await there.json()) as SessionView).who?.name).toBe('赵立民')

    const headers = { 'x-csrf-token': csrf ?? '' }
    const out = await browser(`${pukou.url}/auth/sign-out`, { method: 'POST', headers })
    const { to } = (await out.json()) as { to: string }
    expect((await browser(to)).url).toBe(`${pukou.url}/`)
    const still = await browser(`${pukou.url}/auth/sign-in?to=/api/session`)
    expect(((await still.json()) as SessionView).who?.name).toBe('赵立民')
  })
})

describe('refused', () => {
  test('a wrong password keeps the account name and says what to do', async () => {
    const { answer, text } = await fill(pukou.url, { account: 'fang-min', password: 'guess', code: '' })
    expect(answer.status).toBe(422)
    expect(text).toContain('账号或密码不对，请核对后重新输入。')
    expect(text).toContain('value="fang-min"')
    expect(text).toMatch(/aria-invalid="true" aria-describedby="fault password-hint"/)
  })

  test('a wrong code, and a missing one', async () => {
    const right = await codeOf('fang-min')
    const wrong = String((Number(right) + 1) % 1_000_000).padStart(6, '0')
    const one = await fill(pukou.url, { account: 'fang-min', password: 'demo', code: wrong })
    expect(one.text).toContain('动态口令不对或已过期')
    const none = await fill(pukou.url, { account: 'fang-min', password: 'demo', code: '' })
    expect(none.text).toContain('工作人员须输入 6 位动态口令')
  })

  test('what is typed never becomes markup', async () => {
    const { text } = await fill(pukou.url, { account: '"><script>x</script>', password: 'x' })
    expect(text).not.toContain('<script>')
  })

  test('staff of the neighbour are sent to their own node, in words', async () => {
    const form = { account: 'hu-yan', password: 'demo', code: await codeOf('hu-yan') }
    const { answer, text } = await fill(pukou.url, form)
    expect(answer.status).toBe(403)
    expect(text).toContain('LQ-0206')
    expect(text).toContain('请从该辖区的入口登录')
    expect(await auditOf(pukou)).toContainEqual({
      actor: 'public',
      verb: 'session.begin',
      outcome: 'refused',
      problem: 'other-jurisdiction',
    })
  })

  test('a page of another site to return to', async () => {
    for (const to of ['https://elsewhere.example', '//elsewhere.example', '/\\elsewhere.example']) {
      const path = `/auth/sign-in?to=${encodeURIComponent(to)}`
      const answer = await fetch(`${pukou.url}${path}`, { redirect: 'manual' })
      expect(answer.status).toBe(422)
      expect(answer.headers.get('location')).toBeNull()
    }
  })

  test('an answer that another browser began, or that comes twice', async () => {
    const browser = makeBrowser(answer => {
      if (answer.url.includes('/auth/callback')) callback = answer.url
    })
    let callback = ''
    const page = await browser(`${pukou.url}/auth/sign-in`)
    const body = new URLSearchParams({ account: 'wang-xiaoqiao', password: 'demo' })
    await browser(page.url, { method: 'POST', body })
    const json = { headers: { accept: 'application/json' } }
    expect(await (await browser(callback, json)).json()).toMatchObject({ code: 'sign-in-failed' })

    const victim = makeBrowser()
    await victim(`${pukou.url}/auth/sign-in`)
    const attacker = makeBrowser(answer => {
      const location = answer.headers.get('location') ?? ''
      // The attacker stops before his own browser uses the answer.
      if (location.includes('/auth/callback')) throw new Error(location)
    })
    const form = await attacker(`${pukou.url}/auth/sign-in`)
    const sent = await attacker(form.url, { method: 'POST', body }).catch((e: Error) => e.message)
    expect(await (await victim(String(sent), json)).json()).toMatchObject({ code: 'sign-in-failed' })
  })

  test('cancelling leads home without a session', async () => {
    const browser = makeBrowser()
    const page = await browser(`${pukou.url}/auth/sign-in?to=/api/mine`)
    const home = await browser(`${page.url}/cancel`)
    expect(home.url).toBe(`${pukou.url}/`)
    const session = (await (await browser(`${pukou.url}/api/session`)).json()) as SessionView
    expect(session.who).toBeNull()
  })
})

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
      expect(answer.headers.getSetCookie().join()).toMatch(/^lq_320111_attempt=.*; Secure/)
    } finally {
      await node.stop()
    }
  })

  test('staff are asked again after 30 idle minutes, and not while they work', async () => {
    const clerk = await signIn(pukou.url, provider.url, 'fang-min')
    for (let i = 0; i < 3; i++) {
      time.advance(minutes(29))
      expect((await clerk.post('/api/call')).status).toBe(200)
    }
    time.advance(minutes(31))
    expect((await clerk.post<ProblemDocument>('/api/call')).body.code).toBe('sign-in-needed')
  })

  test('no session outlives eight hours', async () => {
    const clerk = await signIn(pukou.url, provider.url, 'fang-min')
    for (let i = 0; i < 19; i++) {
      time.advance(minutes(25))
      expect((await clerk.get('/api/mine')).status).toBe(200)
    }
    time.advance(minutes(5))
    expect((await clerk.get('/api/mine')).status).toBe(401)
  })

  test('what is over is swept away', async () => {
    await signIn(hexian.url, provider.url, 'wang-xiaoqiao')
    await makeBrowser()(`${hexian.url}/auth/sign-in`)
    time.advance(minutes(8 * 60))
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
    const ended = (await auditOf(hexian)).filter(row => row.verb === 'session.end')
    expect(ended).toHaveLength(1)
  })

  test('signing out needs the CSRF token', async () => {
    const resident = await signIn(hexian.url, provider.url, 'wang-xiaoqiao')
    const answer = await resident.browser(`${hexian.url}/auth/sign-out`, { method: 'POST' })
    expect(await answer.json()).toMatchObject({ code: 'csrf' })
    expect((await resident.get('/api/mine')).status).toBe(200)
  })
})

test('a provider that was restarted has the same keys and codes; sessions of nodes live on', async () => {
  const clerk = await signIn(pukou.url, provider.url, 'gu-wei')
  const port = Number(new URL(provider.url).port)
  await provider.stop()
  expect((await clerk.get('/api/mine')).status).toBe(200)
  const down = await fetch(`${pukou.url}/auth/sign-in`, { redirect: 'manual' })
  expect([303, 503]).toContain(down.status)
  provider = await startProvider({
    folder,
    port,
    clients: [
      {
        jurisdiction: '320111',
        name: '南京市浦口区',
        publicUrl: pukou.url,
        secret: 'secret-of-320111',
      },
    ],
    people: [await loadDemoPeople('320111')],
  })
  const again = await signIn(pukou.url, provider.url, 'gu-wei')
  expect((await again.get('/api/mine')).body).toEqual({ subject: '320111:gu-wei' })
})
