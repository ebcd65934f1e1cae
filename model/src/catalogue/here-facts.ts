import type { JurisdictionCode } from '../identifiers/division.ts'
import type { Agreement, Power } from './agreement.ts'
import type { Key } from './codes.ts'
import type { ItemVersion } from './item.ts'
import type { JurisdictionProfile } from './jurisdiction.ts'

/**
 * 能不能在这儿办: the first question of everyone who comes. `decide-here` the authority has its own window in this room;
 * `receive-here` it is received here and decided there (异地代收代办); `joint` both sides handle it together (多地联办);
 * `online` nobody need go (全程网办); `go-there` neither: where, and when it is open.
 */
export type Verdict = 'decide-here' | 'receive-here' | 'joint' | 'online' | 'go-there'

/**
 * Where the person stands: a station with all who have windows in it, the windows of one of them in it, or somewhere in
 * a jurisdiction.
 */
export interface Place {
  jurisdictions: readonly JurisdictionCode[]
  station?: Key | undefined
}

export interface HereFacts {
  item: ItemVersion
  /** Of the authority, `item.jurisdiction`. */
  profile: JurisdictionProfile
  place: Place
  /** Signed agreements; what is not in force on `today` is passed over. */
  agreements: readonly Agreement[]
  /** `yyyy-mm-dd` in China. */
  today: string
  /** Names of the jurisdictions concerned, by code. */
  names: Readonly<Record<string, { zh: string; en: string }>>
}

/** The grant that lets a neighbour receive it. */
export interface HereGrant {
  agreement: string
  grantee: JurisdictionCode
  powers: Power[]
  stations: Key[]
  /** Only staff named in the grant, or whoever holds the post. */
  staff: 'any' | 'named'
  to: string
}
