import { MessageState } from '@lianqiao/model/api/exchange.ts'
import { JurisdictionCode } from '@lianqiao/model/identifiers/division.ts'
import { z } from 'zod'

/** What the address of the exchange says; a wrong word in it is passed over. */
const Search = z.object({
  tab: z.enum(['links', 'messages', 'queries', 'alarms']).optional().catch(undefined),
  state: MessageState.optional().catch(undefined),
  peer: z.coerce.string().pipe(JurisdictionCode).optional().catch(undefined),
})
export type ExchangeSearch = {
  [K in keyof z.infer<typeof Search>]?: NonNullable<z.infer<typeof Search>[K]>
}

export function readSearch(search: unknown): ExchangeSearch {
  const { tab, state, peer } = Search.parse(search)
  return { ...(tab ? { tab } : {}), ...(state ? { state } : {}), ...(peer ? { peer } : {}) }
}
