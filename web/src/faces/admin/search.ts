import type { MessageState } from '@lianqiao/model/api/exchange.ts'
import type { JurisdictionCode } from '@lianqiao/model/identifiers/division.ts'
import type { z } from 'zod'
import { oneOf, said } from '../../lib/address.ts'

const tabs = { links: true, messages: true, queries: true, alarms: true } as const
const states: Record<z.infer<typeof MessageState>, true> = {
  queued: true,
  sent: true,
  processed: true,
  rejected: true,
  dead: true,
}

export interface ExchangeSearch {
  tab?: keyof typeof tabs
  state?: keyof typeof states
  peer?: JurisdictionCode
}

/** What the address of the exchange says; a wrong word in it is passed over. */
export function readSearch({ tab, state, peer }: Record<string, unknown>): ExchangeSearch {
  return said({
    tab: oneOf(tab, tabs),
    state: oneOf(state, states),
    peer: /^\d{6}$/.test(String(peer)) ? (String(peer) as JurisdictionCode) : undefined,
  })
}
