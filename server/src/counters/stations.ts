import type { Station, Window } from '@lianqiao/model/catalogue/jurisdiction.ts'
import { momentOf } from '@lianqiao/model/clocks/moment.ts'
import { type ServiceKind, serviceKinds, servicesAt } from '@lianqiao/model/counters/queue.ts'
import type { Principal } from '@lianqiao/model/people/principal.ts'
import { problem } from '@lianqiao/model/problems/problem.ts'
import { calendarOf } from '../platform/calendar.ts'
import type { Connection } from '../platform/database/database.ts'
import { loadJurisdiction } from '../platform/jurisdiction-files.ts'
import type { Node } from '../platform/node.ts'
import { perNode } from '../platform/per-node.ts'

const profile = perNode(node => loadJurisdiction(node.config))

/** A station of this node's jurisdiction. Throws `not-found`. */
export async function stationOf(node: Node, code: string): Promise<Station> {
  const station = (await profile(node)).stations.find(s => s.code === code)
  if (!station) throw problem('not-found')
  return station
}

/** A window of the station that people are called to, with the kind it serves. Throws `not-found`. */
export function windowOf(station: Station, code: string): Window & { kind: ServiceKind } {
  const window = station.windows.find(w => w.code === code)
  const kind = serviceKinds.find(k => k === window?.kind)
  if (!window || !kind) throw problem('not-found')
  return { ...window, kind }
}

/** The kind must be one that somebody serves there. Throws `not-found`. */
export function checkServed(station: Station, kind: ServiceKind): void {
  if (!servicesAt(station).includes(kind)) throw problem('not-found')
}

/** A clerk runs the queue of the station where he sits, and of no other. Throws `forbidden`. */
export function checkAtStation(who: Principal, station: string): void {
  if (who.station !== station) throw problem('forbidden')
}

/** The day that the wall clock shows, by which numbers begin anew. */
export async function today(node: Node, db: Connection): Promise<string> {
  return momentOf(node.time.now(), (await calendarOf(db)).zone).date
}
