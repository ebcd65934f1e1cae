import {
  endOtherSessions,
  endSession,
  endSessionsOf,
  listSessions,
  readSession,
  signInPath,
} from '@lianqiao/model/api/session.ts'
import type { JurisdictionProfile } from '@lianqiao/model/catalogue/jurisdiction.ts'
import type { Principal } from '@lianqiao/model/people/principal.ts'
import type { FastifyRequest } from 'fastify'
import { type Route, route, whoOf } from '../platform/http/route.ts'
import { loadJurisdiction } from '../platform/jurisdiction-files.ts'
import type { Node } from '../platform/node.ts'
import { perNode } from '../platform/per-node.ts'
import { end } from './actions/end.ts'
import { endOf, endOthers } from './actions/end-many.ts'
import { openSessions } from './actions/list.ts'
import { clearCookie, readCookie } from './cookies.ts'
import { sessionOf } from './session.ts'

/** The sign over a window, by its code. */
function windowNameOf({ stations }: JurisdictionProfile, code: string | undefined) {
  const found = stations.flatMap(station => station.windows).find(window => window.code === code)
  return found ? { windowName: { zh: found.name, en: found.nameEn } } : {}
}

const profile = perNode(node => loadJurisdiction(node.config))

export const routes: Route[] = [
  route(readSession, async ({ node, request }) => {
    const own = await profile(node)
    const { code, name, nameEn, shortName, province } = own
    const session = await sessionOf(node, request)
    return {
      node: { code, name, nameEn, shortName, province, demonstration: node.config.demonstration },
      who: session ? { ...session.who, ...windowNameOf(own, session.who.window) } : null,
      csrf: session?.csrf ?? null,
      signInUrl: signInPath,
    }
  }),

  route(endSession, async ({ node, request, reply, traceId }) => {
    const token = readCookie(node, request, 'session')
    const content = await sessionOf(node, request)
    clearCookie(node, reply, 'session')
    return { to: token && content ? await end(node, { token, content, traceId }) : '/' }
  }),

  route(listSessions, async call => ({
    sessions: await openSessions(call.node, { who: whoOf(call), token: tokenOf(call) }),
  })),
  route(endOtherSessions, async call => ({ ended: await endOthers(call.node, askingIn(call)) })),
  route(endSessionsOf, async call => ({ ended: await endOf(call.node, call.body.of, askingIn(call)) })),
]

type Asked = { node: Node; who: Principal | undefined; request: FastifyRequest; traceId: string }

/** Empty where nobody holds one. */
const tokenOf = ({ node, request }: Pick<Asked, 'node' | 'request'>) =>
  readCookie(node, request, 'session') ?? ''

const askingIn = (call: Asked) => ({ who: whoOf(call), token: tokenOf(call), traceId: call.traceId })
