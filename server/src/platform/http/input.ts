import type { Endpoint } from '@lianqiao/model/api/endpoint.ts'
import { type FieldError, problem } from '@lianqiao/model/problems/problem.ts'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { compiled } from '../compiled.ts'
import { wordsFor } from './issue-words.ts'
import { unkept } from './readable.ts'

/** More faults than this nobody reads, and a hostile body has a million. */
const mostFaults = 100

/** Parse what an endpoint takes; all faults at once, each with its place. Throws `bad-input` or `unreadable-body`. */
export function parseInput(
  endpoint: Endpoint,
  request: FastifyRequest,
): { params: unknown; query: unknown; body: unknown } {
  const errors: FieldError[] = []
  const take = (schema: z.ZodType | undefined, value: unknown, at: string): unknown => {
    if (!schema) return undefined
    const strange = unkept(value, at)
    if (strange.length > 0) return void errors.push(...strange.slice(0, mostFaults))
    const parsed = compiled(schema).safeParse(value)
    if (parsed.success) return parsed.data
    for (const issue of parsed.error.issues.slice(0, mostFaults))
      errors.push({ pointer: `${at}/${issue.path.join('/')}`, ...wordsFor(issue) })
    return undefined
  }
  const params = take(endpoint.params, request.params, '/path')
  const query = take(endpoint.query, request.query, '/query')
  const body = endpoint.body === 'file' ? fileBody(request) : take(endpoint.body, jsonBody(request), '')
  // A path that cannot name anything names nothing.
  if (errors.some(e => e.pointer.startsWith('/path'))) throw problem('not-found')
  if (errors.length > 0) throw problem('bad-input', { count: errors.length }, errors)
  return { params, query, body }
}

/** What was not sent as JSON was read as text or bytes, and is nothing that a schema should walk through. */
function jsonBody({ body = {} }: FastifyRequest): unknown {
  if (typeof body === 'string' || Buffer.isBuffer(body)) throw problem('unreadable-body')
  return body ?? {}
}

function fileBody(request: FastifyRequest): Uint8Array {
  if (!Buffer.isBuffer(request.body)) throw problem('unreadable-body')
  return new Uint8Array(request.body)
}
