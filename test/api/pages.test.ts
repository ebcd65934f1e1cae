import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pages } from '../../server/src/platform/http/pages.ts'
import { people } from '../support/matters.ts'
import { startTestNode, type TestNode } from '../support/node.ts'
import { startTwoNodes, type TwoNodes } from '../support/two-nodes.ts'

describe('the browser’s files', () => {
  let folder: string
  let node: TestNode
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lianqiao-pages-'))
    await mkdir(join(folder, 'assets'))
    await writeFile(join(folder, 'index.html'), '<!doctype html><title>联桥</title>')
    await writeFile(join(folder, 'mark.svg'), '<svg/>')
    await writeFile(join(folder, 'assets/a-1234.js'), 'one()')
    await writeFile(join(folder, 'assets/a-1234.js.br'), brotliCompressSync('one()'))
    node = await startTestNode({ modules: [pages], config: { webFolder: folder } })
  })
  afterAll(async () => {
    await node.stop()
    await rm(folder, { recursive: true, force: true })
  })
  const get = (path: string, headers: Record<string, string> = {}) => fetch(`${node.url}${path}`, { headers })

  test('the document tells what its page asks for, by its own address and nobody else’s', async () => {
    const linked = async (path: string, headers = {}) =>
      ((await get(path, headers)).headers.get('link') ?? '').split(', ')
    const ahead = (address: string) => `<${address}>; rel=preload; as=fetch; crossorigin`
    expect(await linked('/')).toEqual([ahead('/api/session')])
    expect(await linked('/listed/320111/a')).toEqual(
      ['/api/session', '/api/catalogue/listed/320111/a', '/api/catalogue/jurisdictions'].map(ahead),
    )
    expect(await linked('/my')).toEqual([ahead('/api/session')])
    expect(await linked('/my', { cookie: 'lq_320111=x' })).toHaveLength(3)
    expect(await linked('/listed/x%3E;%20rel=stylesheet,%3C/a')).toHaveLength(3)
  })

  test('the document is asked for anew and seldom sent again; what bears a digest stays for ever', async () => {
    const document = await get('/track')
    expect(document.headers.get('cache-control')).toBe('no-cache')
    const etag = document.headers.get('etag') ?? ''
    // As a browser asks; fetch would say of itself that it wants the whole again.
    const known = { 'if-none-match': etag, 'cache-control': 'max-age=0' }
    expect((await get('/track', known)).status).toBe(304)
    const script = await get('/assets/a-1234.js', { 'accept-encoding': 'br' })
    expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(script.headers.get('content-encoding')).toBe('br')
    expect(await script.text()).toBe('one()')
    expect(script.headers.get('link')).toBeNull()
    expect((await get('/mark.svg')).headers.get('cache-control')).toBe('public, max-age=3600')
    expect((await get('/assets/a-0000.js')).status).toBe(404)
  })
})

describe('an answer', () => {
  let nodes: TwoNodes
  beforeAll(async () => {
    nodes = await startTwoNodes()
  })
  afterAll(() => nodes.stop())

  test('that is long and the same for everybody comes compressed as asked for, and says the same', async () => {
    const get = (encoding: string) =>
      fetch(`${nodes.pukou.url}/api/catalogue/jurisdictions`, { headers: { 'accept-encoding': encoding } })
    const plain = await get('identity')
    expect(plain.headers.get('content-encoding')).toBeNull()
    expect(plain.headers.get('vary')).toBe('accept-encoding')
    const text = await plain.text()
    for (const encoding of ['br', 'gzip']) {
      const packed = await get(encoding)
      expect(packed.headers.get('content-encoding')).toBe(encoding)
      expect(Number(packed.headers.get('content-length'))).toBeLessThan(text.length / 3)
      expect(await packed.text()).toBe(text)
    }
  })

  test('that is short, or for one person alone, is sent as it is', async () => {
    const encodings = { 'accept-encoding': 'br, gzip' }
    const session = await fetch(`${nodes.pukou.url}/api/session`, { headers: encodings })
    expect(session.headers.get('content-encoding')).toBeNull()
    const clerk = nodes.pukou.as(people.pukou.clerk)
    const { body } = await clerk.get('/api/agreements')
    const agreement = await clerk.get(`/api/agreements/${body.agreements[0].hash}`)
    expect(JSON.stringify(agreement.body).length).toBeGreaterThan(4096)
    expect(agreement.headers.get('content-encoding')).toBeNull()
  })
})
