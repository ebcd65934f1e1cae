import type { listStations } from '@lianqiao/model/api/catalogue.ts'
import type { OutputOf } from '@lianqiao/model/api/endpoint.ts'
import type { JurisdictionProfile } from '@lianqiao/model/catalogue/jurisdiction.ts'

type Stations = OutputOf<typeof listStations>['stations']

/** Stations of all profiles; a joint station stands once, with the windows that each party's own node lists for it. */
export function stationsOf(profiles: readonly JurisdictionProfile[]): Stations {
  const stations = new Map<string, Stations[number]>()
  for (const { code: jurisdiction, stations: listed } of profiles)
    for (const { windows, departments, ...station } of listed) {
      const known = stations.get(station.code)
      const parties = [...(known?.parties ?? []), { jurisdiction, windows, departments }]
      // The host's own words about its ground stand before a partner's.
      stations.set(station.code, {
        ...(known && station.host !== jurisdiction ? known : station),
        parties,
      })
    }
  return [...stations.values()]
}
