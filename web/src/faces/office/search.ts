import { z } from 'zod'

/** What the address of the list says: which cases. A wrong word in it is passed over. */
const Search = z.object({
  view: z.enum(['all', 'ended']).optional().catch(undefined),
  item: z.string().max(60).optional().catch(undefined),
  overdue: z.literal(true).optional().catch(undefined),
  phase: z.string().max(40).optional().catch(undefined),
})
export type OfficeSearch = { [K in keyof z.infer<typeof Search>]?: NonNullable<z.infer<typeof Search>[K]> }

export function readSearch(search: unknown): OfficeSearch {
  const { view, item, phase, overdue } = Search.parse(search)
  return {
    ...(view ? { view } : {}),
    ...(item ? { item } : {}),
    ...(phase ? { phase } : {}),
    ...(overdue ? { overdue } : {}),
  }
}
