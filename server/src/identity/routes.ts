import { endSession, readSession, signInPath } from '@lianqiao/model/api/session.ts'
import type { JurisdictionProfile } from '@lianqiao/model/catalogue/jurisdiction.ts'
import { type Route, route } from '../platform/http/route.ts'
import { loadJurisdiction } from '../platform/jurisdiction-files.ts'
import { perNode } from '../platform/per-node.ts'
import { end } from './actions/end.ts'
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
]
