import type { HereReply } from '@lianqiao/model/api/catalogue-here.ts'
import type { English } from '@lianqiao/model/catalogue/english.ts'
import { canBeDoneHere } from '@lianqiao/model/catalogue/here.ts'
import type { HereGrant, Place } from '@lianqiao/model/catalogue/here-facts.ts'
import { hoursText, hoursTextEn } from '@lianqiao/model/catalogue/hours.ts'
import type { JurisdictionProfile } from '@lianqiao/model/catalogue/jurisdiction.ts'
import type { ServicePlace } from '@lianqiao/model/catalogue/service.ts'
import { JurisdictionCode } from '@lianqiao/model/identifiers/division.ts'
import { problem } from '@lianqiao/model/problems/problem.ts'
import { agreementsInForce } from '../../federation/index.ts'
import type { Node } from '../../platform/node.ts'
import { dayOf } from '../day.ts'
import { listProfiles } from '../store/places.ts'
import { listGuides } from '../store/versions.ts'

/** 能不能在这儿办: every jurisdiction's guide of the item, judged for one place; the node's own first. */
export async function here(
  node: Node,
  code: string,
  asked: { station?: string | undefined; jurisdiction?: string | undefined },
): Promise<HereReply> {
  const today = dayOf(node.time.now())
  const profiles = await listProfiles(node.db)
  const guides = await listGuides(node.db, code, today)
  if (guides.length === 0) throw problem('item-not-found')
  const agreements = (await agreementsInForce(node, node.db)).map(({ document }) => document)
  const place = placeOf(node, profiles, asked)
  const names = Object.fromEntries(profiles.map(p => [p.code, { zh: p.shortName, en: p.nameEn }]))
  const answers = guides.flatMap(({ document: item }) => {
    const profile = profiles.find(p => p.code === item.jurisdiction)
    if (!profile) return []
    const answer = canBeDoneHere({ item, profile, place, agreements, today, names })
    const { onlineAddress } = item.channels
    const received = answer.grant && receivingPlaces(profiles, answer.grant, place.station)
    return [
      {
        ...{ name: item.name, nameEn: item.nameEn, ...answer },
        ...(received ? { places: received.places, en: { ...answer.en, ...received.en } } : {}),
        ...(onlineAddress ? { onlineAddress } : {}),
      },
    ]
  })
  const ownFirst = (jurisdiction: string) => (jurisdiction === node.jurisdiction ? 0 : 1)
  return { place, answers: answers.sort((a, b) => ownFirst(a.jurisdiction) - ownFirst(b.jurisdiction)) }
}

/** Where a granted item is received: the station one stands in, else all that the grant names; and English for it. */
function receivingPlaces(
  profiles: readonly JurisdictionProfile[],
  { stations }: HereGrant,
  here: string | undefined,
): { places: ServicePlace[]; en: English } {
  const known = stations
    .filter(code => !here || code === here)
    .flatMap(code => profiles.flatMap(p => p.stations).find(station => station.code === code) ?? [])
  const places = known.map(({ code, name, address, hours }) => ({
    ...{ station: code, name, address },
    hours: hoursText(hours),
  }))
  const addresses: English = Object.assign({}, ...profiles.map(profile => profile.en))
  const en = known.map(({ name, nameEn, address, hours }) => ({
    [name]: nameEn,
    [address]: addresses[address] ?? address,
    [hoursText(hours)]: hoursTextEn(hours),
  }))
  return { places, en: Object.assign({}, ...en) }
}

/** A station with everyone who has windows in it, or one of them; else a jurisdiction. Throws `not-found` for a place nobody knows. */
function placeOf(
  node: Node,
  profiles: readonly JurisdictionProfile[],
  { station, jurisdiction }: { station?: string | undefined; jurisdiction?: string | undefined },
): Place & HereReply['place'] {
  if (station) {
    const hosts = profiles.filter(p => p.stations.some(s => s.code === station))
    const known = hosts.flatMap(p => p.stations).find(s => s.code === station)
    if (!known) throw problem('not-found')
    const all = [...new Set([known.host, ...hosts.map(p => p.code)])]
    const jurisdictions = all.filter(code => !jurisdiction || code === jurisdiction)
    return { station, jurisdictions, name: known.name, nameEn: known.nameEn }
  }
  const code = JurisdictionCode.parse(jurisdiction ?? node.jurisdiction)
  const profile = profiles.find(p => p.code === code)
  if (!profile) throw problem('not-found')
  return { jurisdictions: [code], name: profile.name, nameEn: profile.nameEn }
}
