import type { Limit } from '../clocks/limits.ts'
import type { JurisdictionCode } from '../identifiers/division.ts'
import { type Agreement, type Grant, grantedItems } from './agreement.ts'
import type { English } from './english.ts'
import { documentsHere, type HereDocuments } from './here-documents.ts'
import type { HereFacts, HereGrant, Place, Verdict } from './here-facts.ts'
import { type Sentence, sentenceOf } from './here-words.ts'
import { englishFor } from './in-english.ts'
import type { ItemVersion } from './item.ts'
import type { ServicePlace } from './service.ts'

export interface HereAnswer extends HereDocuments {
  jurisdiction: JurisdictionCode
  verdict: Verdict
  reason: Sentence
  /** ISO weekdays on which the department is here, where it takes turns (轮驻). */
  weekdays?: number[]
  grant?: HereGrant
  /** Where to go: for `go-there` the authority's places. */
  places: ServicePlace[]
  /** Whether it can be done wholly online besides. */
  online: boolean
  /** How often the person must come, here or there. */
  visits: number
  promised: Limit
  /** Pledge for the way to the authority, where another receives it. */
  transfer?: Limit
  /** English of the guide's words that stand in this answer. */
  en?: English
}

/** Judge one jurisdiction's guide for one place. Nothing is allowed that a guide, a window or a grant does not allow. */
export function canBeDoneHere(facts: HereFacts): HereAnswer {
  const { item, place } = facts
  const online = item.channels.onlineDepth === 'Ⅳ级'
  const weekdays = weekdaysHere(facts)
  const grant = grantHere(facts)
  const today = weekdayOf(facts.today)
  const verdict: Verdict = weekdays?.includes(today)
    ? 'decide-here'
    : grant
      ? 'receive-here'
      : jointlyHere(facts)
        ? 'joint'
        : online
          ? 'online'
          : weekdays
            ? 'decide-here'
            : 'go-there'
  const turns = verdict === 'decide-here' && weekdays && weekdays.length < 7 ? weekdays : undefined
  const places = placesFor(item, verdict, place)
  const documents = documentsHere(item, inForce(facts))
  const en = englishFor({ places, documents }, item.en)
  return {
    jurisdiction: item.jurisdiction,
    verdict,
    reason: sentenceOf(facts, { verdict, grant, turns, attends: weekdays?.includes(today) ?? false }),
    ...(turns ? { weekdays: turns } : {}),
    ...(verdict === 'receive-here' && grant ? { grant } : {}),
    places,
    online,
    ...documents,
    visits: verdict === 'online' ? 0 : item.visits.count,
    promised: item.limits.decision.promised,
    ...(verdict === 'receive-here' ? { transfer: item.limits.transfer } : {}),
    ...(en ? { en } : {}),
  }
}

/**
 * The weekdays on which the authority itself serves the item in this place, none where it never does. A place that is
 * only a jurisdiction is the authority's own if it is its ground: then some hall of it is meant, on every day.
 */
function weekdaysHere({ item, profile, place }: HereFacts): number[] | undefined {
  if (!place.jurisdictions.includes(item.jurisdiction)) return undefined
  if (!place.station) return everyDay
  const station = profile.stations.find(s => s.code === place.station)
  if (!station) return undefined
  const named = item.channels.places.some(p => p.station === station.code)
  const window = station.windows.some(w => w.kind !== '自助' && w.departments.includes(item.department.code))
  if (!named && !window) return undefined
  const attendance = station.departments.find(d => d.department === item.department.code)
  if (attendance?.kind === '轮驻') return attendance.weekdays
  return named || attendance ? everyDay : undefined
}

const everyDay = [1, 2, 3, 4, 5, 6, 7]

/** 收件受理权 at this place, by an agreement in force, published, within its dates. */
function grantHere(facts: HereFacts): HereGrant | undefined {
  const { item, place, today } = facts
  const fits = (grant: Grant, agreement: Agreement) =>
    grant.grantor === item.jurisdiction &&
    grant.powers.includes('receive') &&
    grant.published &&
    grant.from <= today &&
    today <= grant.to &&
    place.jurisdictions.includes(grant.grantee) &&
    (!place.station || grant.stations.includes(place.station)) &&
    grantedItems(grant, agreement).includes(item.code)
  for (const agreement of inForce(facts)) {
    const grant = agreement.grants.find(g => fits(g, agreement))
    if (grant)
      return {
        agreement: agreement.number,
        grantee: grant.grantee,
        powers: grant.powers,
        stations: grant.stations,
        staff: grant.staff === 'any' ? 'any' : 'named',
        to: grant.to,
      }
  }
  return undefined
}

/** 多地联办: the guide offers it, and an agreement pledges a task between the authority and this place, either way. */
function jointlyHere(facts: HereFacts): boolean {
  const { item, place } = facts
  if (!item.channels.crossRegion.modes.includes('多地联办')) return false
  const joins = (a: JurisdictionCode, b: JurisdictionCode) =>
    a === item.jurisdiction && b !== a && place.jurisdictions.includes(b)
  return inForce(facts).some(agreement =>
    agreement.collaborations.some(
      c => c.item === item.code && (joins(c.asker, c.asked) || joins(c.asked, c.asker)),
    ),
  )
}

function inForce({ agreements, today }: HereFacts): Agreement[] {
  return agreements.filter(a => a.validFrom <= today && today <= a.validTo)
}

function placesFor(item: ItemVersion, verdict: Verdict, place: Place): ServicePlace[] {
  if (verdict === 'go-there') return item.channels.places
  if (verdict !== 'decide-here') return []
  return place.station ? item.channels.places.filter(p => p.station === place.station) : item.channels.places
}

/** ISO weekday of a `yyyy-mm-dd`, 1 Monday … 7 Sunday. */
function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7
}
