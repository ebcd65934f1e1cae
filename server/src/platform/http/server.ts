import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import type { Principal } from '@lianqiao/model/people/principal.ts'
import { holds } from '@lianqiao/model/people/principal.ts'
import { problem } from '@lianqiao/model/problems/problem.ts'
import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify'
import type { Node } from '../node.ts'
import { keepCaller, languageOf, traceIdOf } from './context.ts'
import { parseInput } from './input.ts'
import { openApi } from './openapi.ts'
import { sendProblem } from './problem-reply.ts'
import type { Route } from './route.ts'
import { watchRequests } from './watch.ts'

/** Who is calling, and whether the call carries the session's CSRF token; `identity` answers it. */
export type Authenticate = (
  request: FastifyRequest,
) => Promise<{ who: Principal; csrfValid: boolean } | undefined>

/** Largest request body in bytes: a scan of a few pages. Messages of partners have their own limit at the gate. */
const bodyLimit = 12 * 1024 * 1024

/**
 * The node's HTTP server. Every path under /api is an endpoint of the model, mounted here and nowhere else, so that
 * permission, CSRF, input and output are checked in one place. Errors leave as RFC 9457 documents.
 */
export async function makeServer(
  node: Node,
  routes: readonly Route[],
  authenticate: Authenticate,
): Promise<FastifyInstance> {
  const app = fastify({
    logger: false,
    bodyLimit,
    trustProxy: false,
    forceCloseConnections: true,
    // Paths that cannot be decoded fail before any route.
    frameworkErrors: (_error, request, reply) => void sendProblem(node, request, reply, problem('not-found')),
  })
  watchRequests(app, node)
  await app.register(cookie)
  await app.register(helmet, {
    contentSecurityPolicy: contentSecurityPolicy(node),
    strictTransportSecurity: false,
  })
  await app.register(rateLimit, {
    max: node.config.requestsPerMinute,
    timeWindow: '1 minute',
    errorResponseBuilder: (_request, context) =>
      problem('too-many-requests', { seconds: Math.ceil(context.ttl / 1000) }),
  })
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  app.setErrorHandler((error, request, reply) => sendProblem(node, request, reply, error))
  app.setNotFoundHandler((request, reply) => sendProblem(node, request, reply, problem('not-found')))
  for (const route of routes) mount(app, node, route, authenticate)
  const document = openApi(
    routes.map(route => route.endpoint),
    { title: `Lianqiao ${node.jurisdiction}`, version: '0.1.0', url: node.config.publicUrl },
  )
  app.get('/api/openapi.json', () => document)
  return app
}

function mount(
  app: FastifyInstance,
  node: Node,
  { endpoint, handle }: Route,
  authenticate: Authenticate,
): void {
  app.route({
    method: endpoint.method,
    url: endpoint.path,
    config: {
      endpoint: endpoint.name,
      ...(endpoint.perMinute ? { rateLimit: { max: endpoint.perMinute, timeWindow: '1 minute' } } : {}),
    },
    handler: async (request, reply) => {
      const session = await authenticate(request)
      if (session) keepCaller(request, session.who.subject)
      if (!holds(session?.who, endpoint.permission)) throw problem(session ? 'forbidden' : 'sign-in-needed')
      if (session && endpoint.method !== 'GET' && !session.csrfValid) throw problem('csrf')
      const answer = await handle({
        node,
        who: session?.who,
        ...parseInput(endpoint, request),
        traceId: traceIdOf(request),
        language: languageOf(request),
        request,
        reply,
      })
      if (reply.sent) return reply
      if (endpoint.output === 'file') {
        const file = answer as { mediaType: string; filename: string; bytes: Uint8Array }
        return reply
          .type(file.mediaType)
          .header('content-disposition', `inline; filename*=UTF-8''${encodeURIComponent(file.filename)}`)
          .header('cache-control', 'private, no-store')
          .send(Buffer.from(file.bytes))
      }
      // Parsing drops what the endpoint does not promise: least data by construction.
      return reply.header('cache-control', 'no-store').send(endpoint.output.parse(answer))
    },
  })
}

/** A strict policy: everything from ourselves; antd sets inline styles; sign-in forms go to the identity provider. */
function contentSecurityPolicy(node: Node) {
  const issuer = new URL(node.config.oidc.issuer).origin
  return {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:', 'blob:'],
      fontSrc: ["'self'"],
      connectSrc: ["'self'"],
      frameSrc: ["'self'", 'blob:'],
      formAction: ["'self'", issuer],
      frameAncestors: ["'self'"],
      baseUri: ["'none'"],
      manifestSrc: ["'self'"],
    },
  }
}
