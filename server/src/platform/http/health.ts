import {
  type HealthView,
  health as healthEndpoint,
  live as liveEndpoint,
  ready as readyEndpoint,
} from '@lianqiao/model/api/health.ts'
import { sql } from 'kysely'
import { type Check, platformChecks } from '../checks.ts'
import type { Module } from '../module.ts'
import type { Node } from '../node.ts'
import { type Route, route } from './route.ts'

/**
 * Whether the node is up, for pages (`/api/health`), for who restarts processes (`live`: this process answers, whatever its
 * surroundings) and for who hands out requests (`ready`: 503 where it should get none now).
 * @param modules of the node, this one included: each is asked how its part is
 */
export function healthModule(modules: () => readonly Module[]): Module {
  const routes: Route[] = [
    route(healthEndpoint, async ({ node }) => {
      await sql`select 1`.execute(node.db)
      return { ...view(node), demonstration: node.config.demonstration }
    }),
    route(liveEndpoint, async ({ node }) => view(node)),
    route(readyEndpoint, async ({ node, reply }) => {
      const checks = await checksOf(node, modules())
      const status = worstOf(checks)
      if (status === 'failed') reply.status(503)
      return { ...view(node), status, checks }
    }),
  ]
  return { name: 'health', routes }
}

/** How every part is. Without the database only what the platform itself can tell is asked. */
async function checksOf(node: Node, modules: readonly Module[]): Promise<Check[]> {
  const checks = await platformChecks(node)
  if (checks.some(check => check.name === 'database' && check.state === 'failed')) return checks
  for (const module of modules)
    if (module.check)
      checks.push(
        ...(await module.check(node).catch(err => {
          node.log.error({ err, module: module.name }, 'a part could not be checked')
          return [{ name: module.name, state: 'failed' as const }]
        })),
      )
  return checks
}

function worstOf(checks: readonly Check[]): 'ok' | 'degraded' | 'failed' {
  if (checks.some(check => check.state === 'failed')) return 'failed'
  return checks.some(check => check.state === 'warning') ? 'degraded' : 'ok'
}

function view({ jurisdiction, time }: Node): HealthView {
  return { status: 'ok', jurisdiction, at: time.now() }
}
