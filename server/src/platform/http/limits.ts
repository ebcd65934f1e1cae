import type { Server } from 'node:http'
import rateLimit from '@fastify/rate-limit'
import type { Endpoint } from '@lianqiao/model/api/endpoint.ts'
import { problem, toDocument } from '@lianqiao/model/problems/problem.ts'
import type { FastifyHttpOptions, FastifyInstance } from 'fastify'
import type { Node } from '../node.ts'
import { newTrace } from '../tracing/trace.ts'

/** Largest file in bytes: a scan of a few pages. Messages of partners have their own limit at the gate. */
const fileLimit = 12 * 1024 * 1024

/** Largest JSON in bytes: a form with everything filled in is a tenth of it. */
const jsonLimit = 1024 * 1024

/** The ordinary requests a minute, in relation to which an endpoint says how few it bears. */
const ordinary = 3000

/**
 * How long a caller may take (slow body, CWE-400): 15 s for the headers, a minute for the whole request, which a scan
 * over a poor line needs. What is no HTTP at all is told as a problem, too.
 */
export const patience = {
  requestTimeout: 60_000,
  keepAliveTimeout: 65_000,
  // A part that is slow to start on a machine that does much else is waited for; Fastify's ten seconds would end the node.
  pluginTimeout: 120_000,
  http: { headersTimeout: 15_000, connectionsCheckingInterval: 5_000 },
  clientErrorHandler(error, socket) {
    if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
    const late = error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
    const body = JSON.stringify({
      ...toDocument(problem('unreadable-body'), 'zh'),
      traceId: newTrace().traceId,
    })
    socket.end(
      `HTTP/1.1 ${late ? '408 Request Timeout' : '400 Bad Request'}\r\nconnection: close\r\n` +
        `content-type: application/problem+json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    )
  },
} satisfies FastifyHttpOptions<Server>

/** The limit of the body that an endpoint takes. */
export const bodyLimitOf = (endpoint: Endpoint) => (endpoint.body === 'file' ? fileLimit : jsonLimit)

/**
 * What an address may ask of something that is easily abused, a minute; an operator who allows more requests in all, since
 * many people share an address, allows more of these in the same measure.
 */
export function rateOf(node: Node, perMinute: number | undefined) {
  if (!perMinute) return {}
  const max = Math.ceil((perMinute * node.config.requestsPerMinute) / ordinary)
  return { rateLimit: { max, timeWindow: '1 minute' } }
}

/** Count what each address asks in a minute. */
export async function limitRate(app: FastifyInstance, node: Node): Promise<void> {
  await app.register(rateLimit, {
    max: node.config.requestsPerMinute,
    timeWindow: '1 minute',
    keyGenerator: addressOf,
    errorResponseBuilder: (_request, context) =>
      problem('too-many-requests', { seconds: Math.ceil(context.ttl / 1000) }),
  })
}

/**
 * Who is counted. IPv6 gives everybody 2⁶⁴ addresses: the network is counted, not the host. Who has hung up before he is heard
 * has no address any more, whatever the types say; nobody waits for the answer, and all of them are counted as one.
 */
export function addressOf({ ip }: { ip: string | undefined }): string {
  if (!ip?.includes(':') || ip.startsWith('::ffff:')) return ip ?? 'gone'
  const [head = '', tail = ''] = ip.split('::')
  const [before, after] = [head.split(':').filter(Boolean), tail.split(':').filter(Boolean)]
  const gap = new Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0')
  return [...before, ...gap, ...after].slice(0, 4).join(':')
}
