import { endSession, readSession, signInPath } from '@lianqiao/model/api/session.ts'
import { type Route, route } from '../platform/http/route.ts'
import { loadJurisdiction } from '../platform/jurisdiction-files.ts'
import { perNode } from '../platform/per-node.ts'
import { end } from './actions/end.ts'
import { clearCookie, readCookie } from './cookies.ts'
import { sessionOf } from './session.ts'

const profile = perNode(node => loadJurisdiction(node.jurisdiction))

export const routes: Route[] = [
  route(readSession, async ({ node, request }) => {
    const { code, name, shortName, province } = await profile(node)
    const session = await sessionOf(node, request)
    return {
      node: { code, name, shortName, province, demonstration: node.config.demonstration },
      who: session?.who ?? null,
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
]
