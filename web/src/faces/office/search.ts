import { oneOf, said, textOf } from '../../lib/address.ts'

const views = { all: true, ended: true } as const

export interface OfficeSearch {
  view?: keyof typeof views
  item?: string
  phase?: string
  overdue?: true
}

/** What the address of the list says: which cases. A wrong word in it is passed over. */
export function readSearch({ view, item, phase, overdue }: Record<string, unknown>): OfficeSearch {
  return said({
    view: oneOf(view, views),
    item: textOf(item, 60),
    phase: textOf(phase, 40),
    overdue: overdue === true ? true : undefined,
  })
}
