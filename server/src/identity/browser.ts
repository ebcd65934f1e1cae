import { signInPath } from '@lianqiao/model/api/session.ts'
import { Problem } from '@lianqiao/model/problems/problem.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { keepProblem, languageOf, traceIdOf } from '../platform/http/context.ts'
import { rateOf } from '../platform/http/limits.ts'
import type { Node } from '../platform/node.ts'
import { begin } from './actions/begin.ts'
import { complete } from './actions/complete.ts'
import { endByProvider } from './actions/end-many.ts'
import { randomToken, readCookie, setCookie } from './cookies.ts'
import { failurePage } from './failure-page.ts'
import { returnPath } from './return-path.ts'

/** Sign-ins that an address may try in a minute: each leaves a row, and a hall opens in one quarter of an hour. */
const attemptsPerMinute = 60

/** The two stops of a sign-in that a browser makes by following links. They answer pages, not JSON, to a browser. */
export function mount(app: FastifyInstance, node: Node): void {
  mountBackChannel(app, node)
  const config = rateOf(node, attemptsPerMinute)
  app.get(signInPath, { config }, (request, reply) =>
    orPage(request, reply, async () => {
      const query = request.query as Record<string, unknown>
      const to = returnPath(query.to)
      if (isLedByAnotherSite(request)) return reply.header('cache-control', 'no-store').redirect(to, 303)
      // Kept where there is one: a person may have two sign-in pages open.
      const browser = readCookie(node, request, 'attempt') ?? randomToken()
      const url = await begin(node, { to, browser, fresh: query.fresh === 'yes' })
      setCookie(node, reply, 'attempt', browser)
      return reply.header('cache-control', 'no-store').redirect(url, 303)
    }),
  )

  app.get('/auth/callback', { config }, (request, reply) =>
    orPage(request, reply, async () => {
      const { token, to } = await complete(node, {
        query: new URL(request.url, node.config.publicUrl).search,
        browser: readCookie(node, request, 'attempt'),
        former: readCookie(node, request, 'session'),
        traceId: traceIdOf(request),
      })
      if (token) setCookie(node, reply, 'session', token)
      return reply.header('cache-control', 'no-store').redirect(to, 303)
    }),
  )
}

/** OpenID Connect Back-Channel Logout 1.0: the provider says that somebody's session, or an account, is at an end. */
function mountBackChannel(app: FastifyInstance, node: Node): void {
  app.post(
    '/auth/back-channel',
    { config: rateOf(node, attemptsPerMinute), bodyLimit: 64 * 1024 },
    async (request, reply) => {
      const form = new URLSearchParams(Buffer.isBuffer(request.body) ? request.body.toString() : '')
      await endByProvider(node, form.get('logout_token') ?? '', traceIdOf(request))
      return reply.header('cache-control', 'no-store').status(200).send()
    },
  )
}

/**
 * Whether a link, a picture or a script of another site asks (Fetch Metadata): it may lead people to a page of ours, where they
 * press the button themselves, but begins no session for them (OWASP ASVS 5.0, 7.6.2).
 */
const isLedByAnotherSite = (request: FastifyRequest) => request.headers['sec-fetch-site'] === 'cross-site'

/** Tell a problem as a page where a browser asks for one; else the server tells it as RFC 9457 JSON. */
async function orPage(
  request: FastifyRequest,
  reply: FastifyReply,
  work: () => Promise<FastifyReply>,
): Promise<FastifyReply> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Problem) || !request.headers.accept?.includes('text/html')) throw error
    keepProblem(request, error.code)
    return reply
      .status(error.status)
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(failurePage(error, languageOf(request), traceIdOf(request)))
  }
}
