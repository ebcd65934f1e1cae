import type { PeerView } from '@lianqiao/model/api/exchange.ts'
import { directory } from '../federation/index.ts'
import type { Check } from '../platform/checks.ts'
import type { Reading } from '../platform/metrics.ts'
import type { Node } from '../platform/node.ts'
import { peerState } from './store/watch.ts'

/** How the link to every partner in the directory is. */
export async function peerViews(node: Node): Promise<PeerView[]> {
  const { nodes } = await directory(node)
  const others = nodes.filter(({ jurisdiction }) => jurisdiction !== node.jurisdiction)
  return Promise.all(others.map(one => peerView(node, one)))
}

async function peerView(
  node: Node,
  { jurisdiction, name, url }: Pick<PeerView, 'jurisdiction' | 'name' | 'url'>,
): Promise<PeerView> {
  const { oldestAt, ...state } = await peerState(node.db, jurisdiction)
  const lagMs = oldestAt ? Date.parse(node.time.now()) - Date.parse(oldestAt) : 0
  return { jurisdiction, name, url, ...state, lagSeconds: Math.max(0, lagMs / 1000) }
}

/** A message that waits for longer than this is worth a look, in seconds; a partner's short pause is not. */
const lagPatience = 15 * 60

/** Only ever a warning: that a partner is away is no reason to close our own windows. */
export async function checkOutbox(node: Node): Promise<Check[]> {
  const late = (await peerViews(node)).filter(peer => peer.lagSeconds > lagPatience)
  const told = late.map(peer => `${peer.jurisdiction} ${Math.round(peer.lagSeconds)} s`).join(' ')
  return [told ? { name: 'outbox', state: 'warning', detail: told } : { name: 'outbox', state: 'ok' }]
}

export async function readPeers(node: Node): Promise<Reading[]> {
  return (await peerViews(node)).flatMap(peer => {
    const labels = { peer: peer.jurisdiction }
    const reading = (name: Reading['name'], help: string, value: number): Reading => ({
      name,
      help,
      labels,
      value,
    })
    return [
      reading('lianqiao_outbox_waiting', 'Messages that wait for a partner', peer.waiting),
      reading('lianqiao_outbox_lag_seconds', 'Age of the oldest message that waits', peer.lagSeconds),
      reading('lianqiao_outbox_rejected', 'Messages that the partner rejected', peer.rejected),
      reading('lianqiao_outbox_dead', 'Messages given up: dead letters', peer.dead),
      reading(
        'lianqiao_link_open',
        'The breaker is open: the partner is not reached',
        Number(peer.breaker === 'open'),
      ),
    ]
  })
}
