import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pages } from '../../server/src/platform/http/pages.ts'
import { makeServer } from '../../server/src/platform/http/server.ts'
import { noCrimeCertificate, people } from '../support/matters.ts'
import { startTestNode, type TestNode } from '../support/node.ts'
import { pdfText } from '../support/pdf-text.ts'
import { startTwoNodes, type TwoNodes } from '../support/two-nodes.ts'

let nodes: TwoNodes
let pukou: TestNode
beforeAll(async () => {
  nodes = await startTwoNodes()
  pukou = nodes.pukou
})
afterAll(() => nodes.stop())

const { clerk, acceptor } = people.pukou

/** Send bytes as they are and hear what comes until the other side hangs up. */
function raw(text: string, to: string = pukou.url): Promise<string> {
  const { hostname, port } = new URL(to)
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(text))
    let heard = ''
    socket.on('data', part => {
      heard += part
    })
    socket.on('close', () => resolve(heard))
    // Who was answered while he still spoke is cut off.
    socket.on('error', error => heard || reject(error))
  })
}

const post = (body: string | Buffer, type = 'application/json', path = '/api/matters') =>
  fetch(`${pukou.url}${path}`, {
    method: 'POST',
    headers: {
      'content-type': type,
      'x-test-principal': Buffer.from(JSON.stringify(clerk)).toString('base64url'),
    },
    body: body as never,
  })

describe('a body that is made to break', () => {
  test.each<[string, string | Buffer, string, number]>([
    ['nested without end', '['.repeat(100_000), 'application/json', 400],
    ['nested and whole', `{"a":${'['.repeat(5000)}${']'.repeat(5000)}}`, 'application/json', 400],
    ['cut off', '{"command":', 'application/json', 400],
    ['not UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]), 'application/json', 422],
    ['a prototype', '{"__proto__":{"roles":["sysadmin"]}}', 'application/json', 400],
    ['a constructor', '{"constructor":{"prototype":{"a":1}}}', 'application/json', 400],
    ['a text', 'command=1', 'text/plain', 400],
    ['a form', 'command=1', 'application/x-www-form-urlencoded', 400],
    ['bytes', Buffer.alloc(900_000), 'application/octet-stream', 400],
    ['of no type', '{}', '', 400],
    ['of a strange type', '{}', 'a/b/c;;;', 400],
    ['larger than any form', JSON.stringify({ note: 'x'.repeat(2_000_000) }), 'application/json', 413],
  ])('%s is refused', async (_what, body, type, status) => {
    const answer = await post(body, type)
    const text = await answer.text()
    expect([answer.status, text.length < 20_000], text.slice(0, 300)).toEqual([status, true])
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
  })

  test('the last of two equal members counts, as for every reader of JSON, and is checked', async () => {
    const whole = JSON.stringify(noCrimeCertificate('320111'))
    const twice = whole.replace('"deciding":"320111"', '"deciding":"320111","deciding":"nowhere"')
    expect((await post(twice)).status).toBe(422)
  })

  test('a text that no database keeps is named, and not given back', async () => {
    const { status, body } = await pukou.as(clerk).post('/api/matters', {
      ...noCrimeCertificate('320111'),
      note: 'a\u0000b',
    })
    expect([status, body.code]).toEqual([422, 'bad-input'])
    expect(body.errors).toEqual([expect.objectContaining({ pointer: '/note' })])
    for (const path of ['/api/catalogue/search?q=%00', '/api/catalogue/items/320111/%00', '/api/track/%00'])
      expect([404, 422]).toContain((await pukou.as().get(path)).status)
  })

  test('a million wrong members are not told one by one', async () => {
    const many = Object.fromEntries(Array.from({ length: 50_000 }, (_, i) => [`欧阳思远${i}`, 1]))
    const { body } = await pukou.as(clerk).post('/api/matters', many)
    expect(JSON.stringify(body).length).toBeLessThan(5000)
  })
})

describe('a text that is a program elsewhere', () => {
  const markup = '<img src=x onerror=alert(1)>'

  test('is kept as it is, comes back as data, and is drawn as text', async () => {
    const matter = noCrimeCertificate('320111', { note: `${markup}=1+1` })
    matter.form.request.recipient = markup
    const opened = await pukou.as(clerk).post('/api/matters', matter)
    expect(opened.status, JSON.stringify(opened.body)).toBe(200)
    const id = opened.body.cases[0].id
    const read = await pukou.as(acceptor).get(`/api/cases/${id}`)
    expect(read.body.form.request.recipient).toBe(markup)
    expect(read.headers.get('content-type')).toContain('application/json')
    expect(read.headers.get('x-content-type-options')).toBe('nosniff')
    const paper = await pukou.as(acceptor).get<Uint8Array>(`/api/cases/${id}/documents/0`)
    expect(paper.headers.get('content-type')).toBe('application/pdf')
    const written = Buffer.from(paper.body).toString('latin1')
    expect(written).not.toMatch(/\/(JavaScript|JS|OpenAction|Launch|EmbeddedFile)\b/)
    expect(pdfText(paper.body).length).toBeGreaterThan(50)
  })

  test('in an address is told neither as markup nor as a header', async () => {
    const page = await fetch(`${pukou.url}/auth/sign-in?to=//evil.example/${encodeURIComponent(markup)}`, {
      headers: { accept: 'text/html' },
      redirect: 'manual',
    })
    expect(page.status).toBe(422)
    expect(await page.text()).not.toContain('<img')
    for (const to of [
      '/%0d%0aset-cookie:%20a=b',
      '/%0aset-cookie:a',
      '%5c%5cevil.example',
      '/%5cevil.example',
    ]) {
      const answer = await fetch(`${pukou.url}/auth/sign-in?to=${to}`, { redirect: 'manual' })
      expect(answer.headers.getSetCookie().join()).not.toContain('a=b')
      expect(answer.headers.get('location') ?? '').not.toContain('evil')
    }
  })

  test('in the name of a file does not leave the header', async () => {
    const filename = 'a"\r\nset-cookie: b=c;.csv'
    const { sysadmin } = people.pukou
    const answer = await pukou
      .as(sysadmin)
      .post(`/api/catalogue/imports?filename=${encodeURIComponent(filename)}`, Buffer.from('x'))
    expect(answer.headers.getSetCookie()).toEqual([])
  })
})

test('a file is what its first bytes say, and a browser is not let guess', async () => {
  const polyglot = Buffer.from('%PDF-1.7\n<html><script>alert(1)</script></html>\n%%EOF\n')
  const { body } = await pukou.as(clerk).post('/api/files', polyglot)
  const seen = await pukou.as(clerk).get(`/api/files/${body.id}`)
  expect(seen.headers.get('content-type')).toBe('application/pdf')
  expect(seen.headers.get('x-content-type-options')).toBe('nosniff')
  expect(seen.headers.get('content-security-policy')).toContain("default-src 'none'")
  for (const start of ['<svg onload=alert(1)>', 'GIF89a', '<!doctype html>', 'MZ', '\u007fELF', 'RIFF'])
    expect((await pukou.as(clerk).post('/api/files', Buffer.from(start))).body.code).toBe('file-unreadable')
  // A picture whose header promises 65535 × 65535 points, four bytes each: copied, never unpacked, for no memory holds them.
  const huge = Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', Buffer.from([0, 0, 0xff, 0xff, 0, 0, 0xff, 0xff, 8, 6, 0, 0, 0])),
    chunk('IDAT', Buffer.alloc(100)),
    chunk('IEND', Buffer.alloc(0)),
  ])
  expect((await pukou.as(clerk).post('/api/files', huge)).status).toBe(200)
})

describe('what is no HTTP, or two at once', () => {
  const line = 'POST /api/queue/tickets HTTP/1.1\r\nhost: x\r\n'

  test.each<[string, string]>([
    ['two lengths', `${line}content-length: 5\r\ncontent-length: 6\r\n\r\n{}   `],
    ['a length and chunks', `${line}content-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\nGET /x`],
    ['chunks that are none', `${line}transfer-encoding: chunked, identity\r\n\r\n5\r\n{}   \r\n0\r\n\r\n`],
    ['a negative length', `${line}content-length: -5\r\n\r\n`],
    ['a folded header', `${line}x-a: b\r\n c: d\r\ncontent-length: 0\r\n\r\n`],
    ['a header with a blank', `${line}content-length : 5\r\n\r\n{}   `],
    ['rubbish', '\u0000\u0001\u0002\r\n\r\n'],
    ['a header without end', `GET / HTTP/1.1\r\nhost: x\r\na: ${'b'.repeat(40_000)}\r\n\r\n`],
  ])('%s: one answer, and the connection ends', async (_what, text) => {
    const heard = await raw(text)
    expect(heard).toMatch(/^HTTP\/1\.1 4\d\d /)
    expect(heard.match(/HTTP\/1\.1/g)).toHaveLength(1)
    expect(heard).toContain('application/problem+json')
  })

  test.each(['TRACE', 'PATCH', 'PROPFIND'])('%s is offered nowhere, and gives nothing back', async method => {
    for (const path of ['/api/session', '/api/matters', '/'])
      expect(
        await raw(`${method} ${path} HTTP/1.1\r\nhost: x\r\nx-kept: echo\r\nconnection: close\r\n\r\n`),
      ).toMatch(/^HTTP\/1\.1 404 (?!.*echo)/s)
  })

  test('a parameter that is given twice is none', async () => {
    const { status, body } = await pukou.as(clerk).get('/api/cases?view=work&view=all')
    expect([status, body.code]).toEqual([422, 'bad-input'])
  })

  test('who sends slowly is not waited for without end', async () => {
    const app = await makeServer(pukou.node, [], async () => undefined)
    expect(app.server.headersTimeout).toBe(15_000)
    expect(app.server.requestTimeout).toBe(60_000)
    await app.close()
  })
})

describe('the files of the pages', () => {
  let folder: string
  let node: TestNode
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lianqiao-pages-'))
    await writeFile(join(folder, 'secret.txt'), 'secret')
    const webFolder = join(folder, 'web')
    await import('node:fs/promises').then(fs => fs.mkdir(webFolder))
    await writeFile(join(webFolder, 'index.html'), 'the program')
    await writeFile(join(webFolder, '.hidden.txt'), 'secret')
    node = await startTestNode({ modules: [pages], config: { webFolder } })
  })
  afterAll(async () => {
    await node.stop()
    await rm(folder, { recursive: true, force: true })
  })

  test.each([
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/%2e%2e%2fsecret.txt',
    '/..%5csecret.txt',
    '/x/..%2f..%2fsecret.txt',
    '//secret.txt',
    '/%2fetc%2fpasswd',
    '/.hidden.txt',
    '/%00',
    '/index.html%00.txt',
    `/${'a'.repeat(5000)}`,
    '/%ff',
  ])('%s leads to nothing else', async path => {
    const heard = await raw(`GET ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`, node.url)
    expect(heard).toMatch(/^HTTP\/1\.1 (200|4\d\d) /)
    expect(heard).not.toContain('secret\n')
    expect(heard.split('\r\n\r\n')[1]).not.toBe('secret')
    expect(heard).not.toContain('root:')
  })
})

describe('who guesses is slowed down', () => {
  test.each<[string, number, () => Promise<{ status: number }>]>([
    ['tracking codes', 60, () => pukou.as().get('/api/track/7K3M-9QWX-7K3M-9QWX')],
    ['verification codes', 30, () => pukou.as().get('/api/verify/7K3M-9QWX-7K3M-9QWX')],
    ['names', 120, () => pukou.as(clerk).post('/api/cases/find', { text: '演示甲' })],
    ['sign-ins', 60, () => fetch(`${pukou.url}/auth/sign-in?to=//x`, { redirect: 'manual' })],
    ['uploads', 120, () => pukou.as(clerk).post('/api/files', Buffer.from('x'))],
    [
      'ratings',
      20,
      () =>
        pukou.as().post(`/api/track/7K3M-9QWX-7K3M-9QWX/cases/320111-320111-20260310-000001-X/rating`, {
          command: randomUUID(),
          grade: 1,
          points: [],
        }),
    ],
  ])('%s: after %i in a minute', async (_what, most, guess) => {
    // At once, so that the minute is not over before they are through, however slow the machine; and twice as many, for the
    // minute that earlier tests began may end among them.
    const answers = await Promise.all(Array.from({ length: 2 * most + 1 }, guess))
    expect(answers.map(({ status }) => status)).toContain(429)
  })
})

test('whose address it is, only a proxy of ours may say', async () => {
  const withProxy = await startTestNode({ config: { proxies: '127.0.0.1' } })
  const without = await startTestNode()
  const left = async (node: TestNode, from: string) => {
    const headers = { 'x-forwarded-for': from }
    return (await fetch(`${node.url}/api/health/live`, { headers })).headers.get('x-ratelimit-remaining')
  }
  expect(await left(withProxy, '192.0.2.1')).toBe('2999')
  expect(await left(withProxy, '192.0.2.2')).toBe('2999')
  expect(await left(withProxy, '192.0.2.2')).toBe('2998')
  // One network of IPv6 is one caller.
  expect(await left(withProxy, '2001:db8::1')).toBe('2999')
  expect(await left(withProxy, '2001:db8:0:0:ffff::2')).toBe('2998')
  expect(await left(without, '192.0.2.1')).toBe('2999')
  expect(await left(without, '192.0.2.2')).toBe('2998')
  await Promise.all([withProxy.stop(), without.stop()])
})

test('the audit trail is not rewritten, not even from inside', async () => {
  await pukou.as(clerk).get('/api/cases/320111-320111-20260310-000001-X')
  const { db } = pukou.node
  await expect(db.updateTable('audit').set({ actor: 'somebody else' }).execute()).rejects.toThrow('stay')
  await expect(db.deleteFrom('audit').execute()).rejects.toThrow('stay')
})

function chunk(type: string, data: Buffer): Buffer {
  const head = Buffer.alloc(8)
  head.writeUInt32BE(data.length)
  head.write(type, 4, 'latin1')
  return Buffer.concat([head, data, Buffer.alloc(4)])
}
