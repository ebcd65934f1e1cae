import { randomBytes } from 'node:crypto'
import type { Language } from '@lianqiao/model/problems/problem.ts'
import type { FastifyRequest } from 'fastify'

const traces = new WeakMap<FastifyRequest, string>()

/** The trace id of a request: from W3C `traceparent` where it is well-formed, else made; 32 hex digits. */
export function traceIdOf(request: FastifyRequest): string {
  const known = traces.get(request)
  if (known) return known
  const header = request.headers.traceparent
  const given =
    typeof header === 'string'
      ? /^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/.exec(header)?.[1]
      : undefined
  const id = given && given !== '0'.repeat(32) ? given : randomBytes(16).toString('hex')
  traces.set(request, id)
  return id
}

/** The reader's language: Chinese unless English is asked for first. */
export function languageOf(request: FastifyRequest): Language {
  return /^\s*en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'zh'
}
