import { endpoint } from '@lianqiao/model/api/endpoint.ts'
import { readSession } from '@lianqiao/model/api/session.ts'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { addressOf, askForOpening, call, setCredentials } from './api.ts'
import { nodeTime } from './now.ts'
import { ProblemError } from './problem.ts'

const readThing = endpoint({
  name: 'things.read',
  summary: 'read',
  method: 'GET',
  path: '/api/things/:id',
  permission: 'public',
  params: z.object({ id: z.string() }),
  query: z.object({ tags: z.array(z.string()).optional(), q: z.string().optional() }),
  output: z.object({ name: z.string() }),
})
const sendFile = endpoint({
  name: 'things.send',
  summary: 'send',
  method: 'POST',
  path: '/api/things',
  permission: 'public',
  body: 'file',
  output: 'file',
})

const sent = vi.fn<typeof fetch>()
const lost = vi.fn()

beforeEach(() => {
  vi.stubGlobal('fetch', sent)
  setCredentials({ csrf: 'token', lost })
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.clearAllMocks()
})

const headers = () => sent.mock.lastCall?.[1]?.headers as Record<string, string>

test('an address is filled from params and query, and what is absent is left out', async () => {
  sent.mockResolvedValue(Response.json({ name: 'x' }))
  const answer = await call(readThing, { params: { id: 'a/b' }, query: { tags: ['1', '2'] } })
  expect(answer).toEqual({ name: 'x' })
  expect(sent.mock.lastCall?.[0]).toBe('/api/things/a%2Fb?tags=1&tags=2')
  expect(addressOf(readThing, { params: { id: '7' }, query: {} })).toBe('/api/things/7')
})

test('what the page has asked for as it opened is not asked again, but the next time', async () => {
  sent.mockImplementation(async () => Response.json({ who: null }))
  askForOpening({ pathname: '/', search: '' } as Location)
  expect(await call(readSession, {})).toEqual({ who: null })
  expect(sent).toHaveBeenCalledTimes(1)
  await call(readSession, {})
  expect(sent).toHaveBeenCalledTimes(2)
})

test('each call carries the language and a trace; only a change carries the token', async () => {
  sent.mockImplementation(async () => Response.json({ name: 'x' }))
  await call(readThing, { params: { id: '1' }, query: {} })
  expect(headers()).toMatchObject({ 'accept-language': 'zh-CN' })
  expect(headers().traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/)
  expect(headers()['x-csrf-token']).toBeUndefined()
  await call(sendFile, { body: new Blob(['x'], { type: 'image/png' }) })
  expect(headers()).toMatchObject({ 'x-csrf-token': 'token', 'content-type': 'image/png' })
})

test('every answer tells the node’s time; one that does not leaves it as it was known', async () => {
  const date = 'Tue, 10 Mar 2026 01:00:00 GMT'
  const known = () => Math.round(nodeTime().getTime() / 60_000) * 60_000
  sent.mockImplementation(async () => Response.json({ name: 'x' }, { headers: { date } }))
  await call(readThing, { params: { id: '1' }, query: {} })
  expect(known()).toBe(Date.parse(date))
  sent.mockImplementation(async () => Response.json({ name: 'x' }))
  await call(readThing, { params: { id: '1' }, query: {} })
  expect(known()).toBe(Date.parse(date))
})

test('a document arrives as a Blob', async () => {
  sent.mockResolvedValue(new Response('PDF', { headers: { 'content-type': 'application/pdf' } }))
  expect(await call(sendFile, { body: new Blob() })).toBeInstanceOf(Blob)
})

test('a problem keeps its number, its fields and its trace', async () => {
  const document = {
    ...{ type: 'urn:x', title: '填写有误', status: 422, detail: '…', code: 'bad-input', number: 'LQ-0101' },
    ...{ errors: [{ pointer: '/phone', detail: '请填写' }], traceId: 'abc' },
  }
  sent.mockResolvedValue(
    Response.json(document, { status: 422, headers: { 'content-type': 'application/problem+json' } }),
  )
  const error = await call(readThing, { params: { id: '1' }, query: {} }).catch(e => e)
  expect(error).toBeInstanceOf(ProblemError)
  expect(error).toMatchObject({
    code: 'bad-input',
    errors: [{ pointer: '/phone' }],
    document: { traceId: 'abc' },
  })
  expect(lost).not.toHaveBeenCalled()
})

test('a dead network, a gateway and a broken server are problems too', async () => {
  const codeOf = () => call(readThing, { params: { id: '1' }, query: {} }).catch(e => e.code)
  sent.mockRejectedValue(new TypeError('Failed to fetch'))
  expect(await codeOf()).toBe('no-connection')
  sent.mockResolvedValue(new Response('<html>', { status: 502 }))
  expect(await codeOf()).toBe('no-connection')
  sent.mockResolvedValue(new Response('oops', { status: 500 }))
  expect(await codeOf()).toBe('internal')
})

test('a session that was there and is gone is told; an aborted call stays an abort', async () => {
  sent.mockResolvedValue(new Response('', { status: 401 }))
  await call(readThing, { params: { id: '1' }, query: {} }).catch(() => {})
  expect(lost).toHaveBeenCalledOnce()
  sent.mockRejectedValue(new DOMException('aborted', 'AbortError'))
  await expect(call(readThing, { params: { id: '1' }, query: {} })).rejects.toMatchObject({
    name: 'AbortError',
  })
})
