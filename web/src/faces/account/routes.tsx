import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { Face } from '../face.ts'
import { staffFrame } from '../root.tsx'

/** One's own account: the name in the head leads there. */
export const account: Face = {
  routes: [
    createRoute({
      getParentRoute: () => staffFrame,
      path: '/sessions',
      component: lazyRouteComponent(() => import('./SessionsPage.tsx'), 'SessionsPage'),
    }),
  ],
  links: [],
}
