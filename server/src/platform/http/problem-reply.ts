import { Problem, problem, toDocument } from '@lianqiao/model/problems/problem.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Node } from '../node.ts'
import { keepProblem, languageOf, traceIdOf } from './context.ts'

/** The only place where an error becomes an answer. Unknown ones are logged with their stack and told as `internal`. */
export async function sendProblem(
  node: Node,
  request: FastifyRequest,
  reply: FastifyReply,
  error: unknown,
): Promise<void> {
  const told = asProblem(error, request)
  const traceId = traceIdOf(request)
  keepProblem(request, told.code)
  if (told.status >= 500) node.log.error({ traceId, problem: told.code, err: error }, 'request failed')
  await reply
    .status(told.status)
    .type('application/problem+json')
    .header('cache-control', 'no-store')
    .send(JSON.stringify({ ...toDocument(told, languageOf(request)), traceId }))
}

function asProblem(error: unknown, request: FastifyRequest): Problem {
  if (error instanceof Problem) return error
  const { code, statusCode } = error as { code?: string; statusCode?: number }
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return problem('too-large', { limit: `${(request.routeOptions.bodyLimit ?? 0) / 1024 / 1024} MB` })
  if (
    code?.startsWith('FST_ERR_CTP') ||
    error instanceof SyntaxError ||
    (statusCode && statusCode >= 400 && statusCode < 500)
  )
    return problem('unreadable-body')
  // PostgreSQL class 08 (connection), 57P (shutdown), 53 (resources), and sockets that were refused or lost.
  if (code && /^(08|57P|53)|^E(CONN|TIMEDOUT|HOSTUNREACH|NETUNREACH|PIPE)/.test(code))
    return problem('database-unreachable')
  return problem('internal')
}
