import type { readUsual } from '@lianqiao/model/api/counters.ts'
import type { OutputOf } from '@lianqiao/model/api/endpoint.ts'
import type { Principal } from '@lianqiao/model/people/principal.ts'
import { lastReceivedAt } from '../../cases/index.ts'
import { bundlesInForce, hitsOf } from '../../catalogue/index.ts'
import type { Node } from '../../platform/node.ts'
import { checkAtStation } from '../stations.ts'

/** Of how many last cases the ranking is made: about a month of a busy window, and always the same work. */
const among = 500

/** How many are shown: what a clerk takes in at a glance. */
const shown = 8

/** 常办: a ranking of this station's own cases; nothing of any person is in it. Throws `forbidden` for another station. */
export async function usual(
  node: Node,
  who: Principal,
  station: string,
): Promise<OutputOf<typeof readUsual>> {
  checkAtStation(who, station)
  const received = await lastReceivedAt(node.db, { receiving: node.jurisdiction, station }, among)
  const bundles = await bundlesInForce(node.db, node.time.now())
  const parts = received.filter(({ mode }) => mode === 'joint')
  const alone = received.filter(({ mode }) => mode !== 'joint')
  const hits = await hitsOf(node.db, alone)
  return {
    among: received.reduce((sum, { count }) => sum + count, 0),
    items: alone
      .flatMap(({ deciding, item, count }) => {
        const hit = hits.find(one => one.jurisdiction === deciding && one.code === item)
        return hit ? [{ hit, received: count }] : []
      })
      .slice(0, shown),
    bundles: bundles
      .map(({ jurisdiction, document: { code, items } }) => ({
        jurisdiction,
        code,
        received:
          parts.find(
            part => part.deciding === jurisdiction && items.some(i => i.first && i.item === part.item),
          )?.count ?? 0,
      }))
      .filter(bundle => bundle.received > 0)
      .sort((a, b) => b.received - a.received),
  }
}
