import cookie from '@fastify/cookie'
import { permissions } from '@lianqiao/model/people/permissions.ts'
import type { Principal } from '@lianqiao/model/people/principal.ts'
import { holds } from '@lianqiao/model/people/principal.ts'
import { problem } from '@lianqiao/model/problems/problem.ts'
import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify'
import { compiled } from '../compiled.ts'
import type { Node } from '../node.ts'
import { softwareVersion } from '../version.ts'
import { keepCaller, languageOf, traceIdOf } from './context.ts'
import { setHeaders } from './headers.ts'
import { parseInput } from './input.ts'
import { bodyLimitOf, limitRate, patience, rateOf } from './limits.ts'
import { openApi } from './openapi.ts'
import { sendProblem } from './problem-reply.ts'
import { type Route, Spelt } from './route.ts'
import { squeeze } from './squeeze.ts'
import { watchRequests } from './watch.ts'

/** Who is calling, and whether the call carries the session's CSRF token; `identity` answers it. */
export type Authenticate = (
  request: FastifyRequest,
) => Promise<{ who: Principal; csrfValid: boolean } | undefined>

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
    ...patience,
    trustProxy: node.config.proxies ?? false,
    forceCloseConnections: true,
    // Paths that cannot be decoded fail before any route.
    frameworkErrors: (_error, request, reply) => void sendProblem(node, request, reply, problem('not-found')),
  })
  watchRequests(app, node)
  await app.register(cookie)
  setHeaders(app, node)
  await limitRate(app, node)
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  app.setErrorHandler((error, request, reply) => sendProblem(node, request, reply, error))
  app.setNotFoundHandler((request, reply) => sendProblem(node, request, reply, problem('not-found')))
  for (const route of routes) mount(app, node, route, authenticate)
  const document = openApi(
    routes.map(route => route.endpoint),
    { title: `Lianqiao ${node.jurisdiction}`, version: softwareVersion, url: node.config.publicUrl },
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
  const open = permissions[endpoint.permission] === 'anyone'
  const config = { endpoint: endpoint.name, ...rateOf(node, endpoint.perMinute) }
  app.route({
    method: endpoint.method,
    url: endpoint.path,
    bodyLimit: bodyLimitOf(endpoint),
    config,
    ...(open ? { onSend: squeeze } : {}),
    handler: async (request, reply) => {
      const session = await authenticate(request)
      if (session) keepCaller(request, session.who)
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
      reply.header('cache-control', 'no-store')
      if (answer instanceof Spelt) return reply.type('application/json; charset=utf-8').send(answer.bytes)
      // Parsing drops what the endpoint does not promise: least data by construction.
      return reply.send(compiled(endpoint.output).parse(answer))
    },
  })
}
