import { z } from 'zod'
import type { Station } from '../catalogue/jurisdiction.ts'
import type { JurisdictionCode } from '../identifiers/division.ts'

/** 业务类别: what one may take a number for; the kinds of windows, except the machines. Their order gives the letters. */
export const serviceKinds = ['综合', '公安', '司法', '综治', '行政执法', '政务', '帮办代办'] as const
export const ServiceKind = z.enum(serviceKinds)
export type ServiceKind = z.infer<typeof ServiceKind>

/** What a jurisdiction's own windows at a station serve, in the order of letters. */
export function servicesAt(station: Pick<Station, 'windows'>): ServiceKind[] {
  return serviceKinds.filter(kind => station.windows.some(window => window.kind === kind))
}

/**
 * 号头: the letter before the number. In a joint station every party runs its own queue in the same room, so the host has
 * A–G, the first partner H–N, and so on: no number is called twice over.
 */
export function ticketLetter(
  station: Pick<Station, 'host' | 'partners'>,
  jurisdiction: JurisdictionCode,
  kind: ServiceKind,
): string {
  const party = Math.max(0, [station.host, ...station.partners].indexOf(jurisdiction))
  const place = party * serviceKinds.length + serviceKinds.indexOf(kind)
  const letter = String.fromCharCode(65 + (place % 26))
  return letter.repeat(1 + Math.floor(place / 26))
}

/** 号码: `A001`; after 999 it grows a digit rather than begin again on the same day. */
export function ticketCode(letter: string, number: number): string {
  return letter + String(number).padStart(3, '0')
}

export const TicketState = z.enum(['waiting', 'called', 'skipped', 'finished'])
export type TicketState = z.infer<typeof TicketState>

/** Words for the states of a ticket, as screens show them. */
export const ticketStates: Record<TicketState, string> = {
  waiting: '等候 / waiting',
  called: '已叫号 / called',
  skipped: '过号 / passed over',
  finished: '已办结 / finished',
}

/** 重呼, 过号, 办结, 转窗: what a clerk does with a number that was called. */
export type TicketVerb = 'recall' | 'skip' | 'finish' | 'transfer'

/** From which states a verb may be done. One that was passed over may come back; what is finished stays so. */
const from: Record<TicketVerb, readonly TicketState[]> = {
  recall: ['called', 'skipped'],
  skip: ['called', 'skipped'],
  finish: ['called', 'finished'],
  transfer: ['called', 'skipped'],
}

/** Whether a verb fits the state; done again it changes nothing, so that a repeated wish does no harm. */
export function ticketAllows(state: TicketState, verb: TicketVerb): boolean {
  return from[verb].includes(state)
}

/** A name as others in the room may see it: the first character stays, 王**. */
export function maskName(name: string): string {
  const [first = '', ...rest] = [...name.trim()]
  return first + '*'.repeat(Math.min(rest.length, 2))
}
