import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import type { Face } from '../face.ts'
import { publicFrame, staffFrame } from '../root.tsx'

const text = (value: unknown) => z.string().catch('').parse(value)

/** 事项目录: guides for everyone, and the administrator's import. */
export const catalogue: Face = {
  routes: [
    createRoute({
      getParentRoute: () => publicFrame,
      path: '/items',
      validateSearch: (search: Record<string, unknown>): { q?: string } =>
        search.q ? { q: text(search.q) } : {},
      component: lazyRouteComponent(() => import('./ItemsPage.tsx'), 'ItemsPage'),
    }),
    createRoute({
      getParentRoute: () => publicFrame,
      path: '/items/$jurisdiction/$code',
      component: lazyRouteComponent(() => import('./GuidePage.tsx'), 'GuidePage'),
    }),
    createRoute({
      getParentRoute: () => publicFrame,
      path: '/listed/$jurisdiction/$code',
      component: lazyRouteComponent(() => import('./ListedPage.tsx'), 'ListedPage'),
    }),
    createRoute({
      getParentRoute: () => publicFrame,
      path: '/compare/$code/$mine/$theirs',
      component: lazyRouteComponent(() => import('./ComparePage.tsx'), 'ComparePage'),
    }),
    createRoute({
      getParentRoute: () => staffFrame,
      path: '/admin/catalogue',
      component: lazyRouteComponent(() => import('./ImportPage.tsx'), 'ImportPage'),
    }),
  ],
  links: [],
}
