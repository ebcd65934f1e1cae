import type { Principal } from '@lianqiao/model/people/principal.ts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Node } from '../node.ts'
import { inTrace, parseTraceparent } from '../tracing/trace.ts'
import { callerOf, keepSpan, problemOf, spanOf } from './context.ts'

/**
 * Watch every request: a span, a measure, and one line in the log – endpoint, status, the code of what was refused,
 * duration, trace, and a pseudonym of who asked. Of the address only the pattern is told: what stands in its place may be a
 * tracking code.
 */
export function watchRequests(app: FastifyInstance, node: Node): void {
  app.addHook('onRequest', (request, _reply, done) => {
    keepSpan(request, node.spans.begin('http', 'server', parseTraceparent(request.headers.traceparent)))
    done()
  })
  // After the body was read: streams lose the trace. What the handler does runs inside it.
  app.addHook('preHandler', (request, _reply, done) => {
    const span = spanOf(request)
    if (span) inTrace(span.trace, done)
    else done()
  })
  app.addHook('onResponse', (request, reply, done) => {
    const endpoint = endpointOf(request)
    const { statusCode: status, elapsedTime } = reply
    const method = request.routeOptions.url ? request.method : 'any'
    node.metrics.requests.observe({ endpoint, method, status }, elapsedTime / 1000)
    const span = spanOf(request)
    span?.end({
      failed: status >= 500,
      attributes: {
        'http.route': endpoint,
        'http.request.method': method,
        'http.response.status_code': status,
      },
    })
    const line = {
      endpoint,
      method,
      status,
      problem: problemOf(request),
      ms: Math.round(elapsedTime),
      traceId: span?.trace.traceId,
      who: pseudonym(node, callerOf(request)),
    }
    // Monitors ask every few seconds; what they find stands in the metrics.
    if (endpoint.startsWith('health') && status < 500) node.log.debug(line, 'request')
    else node.log.info(line, 'request')
    done()
  })
}

/** Name of the endpoint, or the pattern of another path; what leads nowhere is one and the same. */
function endpointOf(request: FastifyRequest): string {
  const { url, config } = request.routeOptions
  return (config as { endpoint?: string }).endpoint ?? url ?? 'none'
}

/** The same for the same account at this node, and nothing that leads to the person without the node's key. */
function pseudonym(node: Node, who: Principal | undefined): string | undefined {
  if (!who) return undefined
  const known = pseudonyms.get(who) ?? node.vault.index('log', who.subject).subarray(0, 8).toString('hex')
  pseudonyms.set(who, known)
  return known
}

/** By who is signed in, whom the session hands out as the same object; no two nodes share one. */
const pseudonyms = new WeakMap<Principal, string>()
