import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { said, textOf } from '../../lib/address.ts'
import type { Face } from '../face.ts'
import { publicFrame, staffFrame } from '../root.tsx'
import { ComparePage } from './ComparePage.tsx'
import { GuidePage } from './GuidePage.tsx'
import { ItemsPage } from './ItemsPage.tsx'
import { ListedPage } from './ListedPage.tsx'

/** 事项目录: guides for everyone, and the administrator's import. */
export const catalogue: Face = {
  routes: [
    createRoute({
      getParentRoute: () => publicFrame,
      path: '/items',
      validateSearch: (search: Record<string, unknown>): { q?: string } => said({ q: textOf(search.q, 100) }),
      component: ItemsPage,
    }),
    createRoute({
      getParentRoute: () => publicFrame,
      path: '/items/$jurisdiction/$code',
      component: GuidePage,
    }),
    createRoute({
      getParentRoute: () => publicFrame,
      path: '/listed/$jurisdiction/$code',
      component: ListedPage,
    }),
    createRoute({
      getParentRoute: () => publicFrame,
      path: '/compare/$code/$mine/$theirs',
      component: ComparePage,
    }),
    createRoute({
      getParentRoute: () => staffFrame,
      path: '/admin/catalogue',
      component: lazyRouteComponent(() => import('./ImportPage.tsx'), 'ImportPage'),
    }),
  ],
  links: [],
}
