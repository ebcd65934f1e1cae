import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { Icon } from '../../ui/icons.tsx'
import type { Face } from '../face.ts'
import { staffFrame } from '../root.tsx'
import { readSearch } from './search.ts'

/** 办件 of those who decide, answer, issue and follow. */
export const office: Face = {
  routes: [
    createRoute({
      getParentRoute: () => staffFrame,
      path: '/office',
      validateSearch: readSearch,
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
