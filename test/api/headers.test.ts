import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { signIn } from '../../scripts/client.ts'
import { type Target, targetsOf } from '../../scripts/fuzz/endpoints.ts'
import { pages } from '../../server/src/platform/http/pages.ts'
import { startTestNode, type TestNode } from '../support/node.ts'
import { startTwoNodes, type TwoNodes } from '../support/two-nodes.ts'

let nodes: TwoNodes
let targets: Target[]
beforeAll(async () => {
  nodes = await startTwoNodes({ signIn: true })
  targets = targetsOf((await nodes.pukou.as().get('/api/openapi.json')).body)
})
afterAll(() => nodes.stop())

describe('what a browser is told about every answer', () => {
  let folder: string
  let https: TestNode
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lianqiao-headers-'))
    await writeFile(join(folder, 'index.html'), '<!doctype html><script src="/a.js"></script>')
    https = await startTestNode({
      modules: [pages],
      config: { webFolder: folder, publicUrl: 'https://pukou.example', oidc: oidcOf('https://id.example') },
    })
  })
  afterAll(async () => {
    await https.stop()
    await rm(folder, { recursive: true, force: true })
  })
  const oidcOf = (issuer: string) => ({ issuer, clientId: 'x', clientSecret: 'x' })

  const answers = () =>
    Promise.all([
      fetch(`${https.url}/`),
      fetch(`${https.url}/any/page`),
      fetch(`${https.url}/api/nothing`),
      fetch(`${nodes.pukou.url}/api/session`),
      fetch(`${nodes.pukou.url}/api/cases`),
      fetch(`${nodes.pukou.url}/exchange/messages`, { method: 'POST', body: 'x' }),
      fetch(`${nodes.pukou.url}/auth/sign-in?to=//x`, { headers: { accept: 'text/html' } }),
    ])

  test('nothing runs but our own files; nobody frames, embeds or opens us', async () => {
    for (const { url, headers } of await answers()) {
      const policy = new Map(
        (headers.get('content-security-policy') ?? '').split(';').map(directive => {
          const [name = '', ...sources] = directive.trim().split(' ')
          return [name, sources.join(' ')]
        }),
      )
      expect(policy.get('default-src'), url).toBe("'none'")
      expect(policy.get('script-src')).toBe("'self'")
      expect(policy.get('script-src-attr')).toBe("'none'")
      expect(policy.get('object-src')).toBe("'none'")
      expect(policy.get('base-uri')).toBe("'none'")
      expect(policy.get('frame-ancestors')).toBe("'self'")
      expect(policy.get('connect-src')).toBe("'self'")
      expect(Object.fromEntries(headers)).toMatchObject({
        'x-content-type-options': 'nosniff',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'referrer-policy': 'no-referrer',
        'x-frame-options': 'SAMEORIGIN',
      })
      expect(headers.get('permissions-policy')).toContain('microphone=()')
      expect(headers.get('x-powered-by')).toBeNull()
      expect(headers.get('access-control-allow-origin')).toBeNull()
    }
  })

  test('HTTPS is insisted on where the node is reached by it, and only there', async () => {
    const strict = (await fetch(`${https.url}/`)).headers.get('strict-transport-security')
    expect(strict).toBe('max-age=31536000; includeSubDomains')
    expect((await fetch(nodes.pukou.url)).headers.get('strict-transport-security')).toBeNull()
  })

  test('the time is the node’s, by which pages tell what is left', async () => {
    nodes.time.set('2026-03-12T02:30:15.000Z')
    for (const path of ['/api/session', '/api/cases', '/api/nothing'])
      expect((await fetch(`${nodes.pukou.url}${path}`)).headers.get('date')).toBe(
        'Thu, 12 Mar 2026 02:30:15 GMT',
      )
  })

  test('no answer of the API is kept by anybody on the way, and each says what it is', async () => {
    const told = /^(application\/(problem\+)?json(; charset=utf-8)?|text\/csv; charset=utf-8)$/
    const { browser } = await signIn(nodes.pukou.url, nodes.provider?.url ?? '', 'fang-min')
    for (const { method, path } of targets.filter(t => t.method === 'GET')) {
      const address = path.replace(/\{\w+\}/g, '320111')
      const answer = await browser(`${nodes.pukou.url}${address}`, { method })
      expect(answer.headers.get('cache-control'), path).toContain('no-store')
      expect(answer.headers.get('content-type'), path).toMatch(told)
    }
  })
})

describe('a page of another site that uses the session', () => {
  test('cannot change anything: every endpoint that does asks for the token', async () => {
    const url = nodes.pukou.url
    const clients = await Promise.all(
      ['fang-min', 'shen-lei', 'sysadmin', 'secadmin', 'auditor', 'wang-xiaoqiao'].map(name =>
        signIn(url, nodes.provider?.url ?? '', name),
      ),
    )
    const open: string[] = []
    for (const { name, method, path } of targets.filter(t => t.method !== 'GET')) {
      const codes = await Promise.all(
        clients.map(async ({ browser }) => {
          const headers = { 'content-type': 'application/json', origin: 'https://evil.example' }
          const address = `${url}${path.replace(/\{\w+\}/g, 'x')}`
          const answer = await browser(address, { method, headers, body: '{}' })
          return ((await answer.json()) as { code?: string }).code
        }),
      )
      const refused = codes.every(code => code === 'csrf' || code === 'forbidden') && codes.includes('csrf')
      if (!refused) open.push(`${name}: ${codes.join()}`)
    }
    expect(open).toEqual([])
  })

  test('has no use for another session’s token, nor for one made up', async () => {
    const [one, two] = await Promise.all(
      ['fang-min', 'shen-lei'].map(name => signIn(nodes.pukou.url, nodes.provider?.url ?? '', name)),
    )
    for (const token of [two?.csrf ?? '', '', 'x', 'x'.repeat(5000)]) {
      const answer = await one?.browser(`${nodes.pukou.url}/auth/sign-out`, {
        method: 'POST',
        headers: { 'x-csrf-token': token },
      })
      expect(answer?.status).toBe(403)
    }
  })
})

describe('a session', () => {
  test('is made new at every sign-in: one that was put into the browser before is nobody’s', async () => {
    const planted = `lq_320111=${'A'.repeat(43)}`
    const asked = await fetch(`${nodes.pukou.url}/api/session`, { headers: { cookie: planted } })
    expect(((await asked.json()) as { who: unknown }).who).toBeNull()
    const client = await signIn(nodes.pukou.url, nodes.provider?.url ?? '', 'jiang-tao')
    const cookie = client.browser.cookiesFor(nodes.pukou.url)
    expect(cookie).not.toContain('A'.repeat(43))
    const after = await fetch(`${nodes.pukou.url}/api/session`, { headers: { cookie: planted } })
    expect(((await after.json()) as { who: unknown }).who).toBeNull()
  })

  test('that was ended opens nothing any more, also with the cookie that somebody kept', async () => {
    const client = await signIn(nodes.pukou.url, nodes.provider?.url ?? '', 'qian-feng')
    const cookie = client.browser.cookiesFor(nodes.pukou.url)
    const cases = () => fetch(`${nodes.pukou.url}/api/cases`, { headers: { cookie } })
    expect((await cases()).status).toBe(200)
    expect((await client.post('/auth/sign-out')).status).toBe(200)
    expect((await cases()).status).toBe(401)
  })
})
