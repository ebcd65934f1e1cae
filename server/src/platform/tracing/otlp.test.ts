import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test, vi } from 'vitest'
import { openSpans, spanned } from './spans.ts'

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736'

interface Told {
  resourceSpans: {
    scopeSpans: { spans: { name: string; traceId: string; spanId: string; parentSpanId?: string }[] }[]
  }[]
}

test('spans are told to a collector that the environment names, the inner ones below the outer', async () => {
  const told: Told[] = []
  const collector = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part)
    told.push(JSON.parse(Buffer.concat(parts).toString()))
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
  })
  collector.listen(0, '127.0.0.1')
  await once(collector, 'listening')
  const endpoint = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`
  vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', endpoint)
  const spans = await openSpans('320111')
  await spanned(spans, 'outer', 'consumer', () => spanned(spans, 'inner', 'client', async () => {}), traceId)
  await spans.stop()
  collector.close()
  vi.unstubAllEnvs()
  const list = told
    .flatMap(t => t.resourceSpans)
    .flatMap(r => r.scopeSpans)
    .flatMap(s => s.spans)
  const [outer, inner] = ['outer', 'inner'].map(name => list.find(span => span.name === name))
  expect([outer?.traceId, inner?.traceId]).toEqual([traceId, traceId])
  expect(inner?.parentSpanId).toBe(outer?.spanId)
})

test('without a collector a span is a number that travels', async () => {
  const spans = await openSpans('320111', {})
  const { trace } = spans.begin('any', 'server', { traceId, spanId: '00f067aa0ba902b7' })
  expect(trace.traceId).toBe(traceId)
  expect(trace.spanId).toMatch(/^(?!00f067aa0ba902b7)[0-9a-f]{16}$/)
})
