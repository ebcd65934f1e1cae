import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { Icon } from '../../ui/icons.tsx'
import type { Face } from '../face.ts'
import { staffFrame } from '../root.tsx'

/** What the address of the list says: which cases. A wrong word in it is passed over. */
const Search = z.object({
  view: z.enum(['all', 'ended']).optional().catch(undefined),
  item: z.string().max(60).optional().catch(undefined),
  phase: z.string().max(40).optional().catch(undefined),
})
export type OfficeSearch = { [K in keyof z.infer<typeof Search>]?: NonNullable<z.infer<typeof Search>[K]> }

/** 办件 of those who decide, answer, issue and follow. */
export const office: Face = {
  routes: [
    createRoute({
      getParentRoute: () => staffFrame,
      path: '/office',
      validateSearch: (search): OfficeSearch => {
        const { view, item, phase } = Search.parse(search)
        return { ...(view ? { view } : {}), ...(item ? { item } : {}), ...(phase ? { phase } : {}) }
      },
      component: lazyRouteComponent(() => import('./OfficePage.tsx'), 'OfficePage'),
    }),
    createRoute({
      getParentRoute: () => staffFrame,
      path: '/office/cases/$id',
      component: lazyRouteComponent(() => import('./CasePage.tsx'), 'CasePage'),
    }),
  ],
  links: [
    {
      to: '/office',
      title: { zh: '办件', en: 'Cases' },
      icon: <Icon name="document" />,
      permission: 'cases.list',
    },
  ],
}
