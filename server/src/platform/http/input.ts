import type { Endpoint } from '@lianqiao/model/api/endpoint.ts'
import { type FieldError, problem } from '@lianqiao/model/problems/problem.ts'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { wordsFor } from './issue-words.ts'

/** Parse what an endpoint takes; all faults at once, each with its place. Throws `bad-input` or `unreadable-body`. */
export function parseInput(
  endpoint: Endpoint,
  request: FastifyRequest,
): { params: unknown; query: unknown; body: unknown } {
  const errors: FieldError[] = []
  const take = (schema: z.ZodType | undefined, value: unknown, at: string): unknown => {
    if (!schema) return undefined
    const parsed = schema.safeParse(value)
    if (parsed.success) return parsed.data
    for (const issue of parsed.error.issues)
      errors.push({ pointer: `${at}/${issue.path.join('/')}`, ...wordsFor(issue) })
    return undefined
  }
  const params = take(endpoint.params, request.params, '/path')
  const query = take(endpoint.query, request.query, '/query')
  const body = endpoint.body === 'file' ? fileBody(request) : take(endpoint.body, request.body ?? {}, '')
  // A path that cannot name anything names nothing.
  if (errors.some(e => e.pointer.startsWith('/path'))) throw problem('not-found')
  if (errors.length > 0) throw problem('bad-input', { count: errors.length }, errors)
  return { params, query, body }
}

function fileBody(request: FastifyRequest): Uint8Array {
  if (!Buffer.isBuffer(request.body)) throw problem('unreadable-body')
  return new Uint8Array(request.body)
}
