import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { Face } from '../face.ts'
import { publicFrame } from '../root.tsx'

/** The face of residents and firms (群众、企业). */
export const resident: Face = {
  routes: [
    createRoute({
      getParentRoute: () => publicFrame,
      path: '/',
      component: lazyRouteComponent(() => import('./Home.tsx'), 'Home'),
    }),
    ...['/verify', '/verify/$code'].map(path =>
      createRoute({
        getParentRoute: () => publicFrame,
        path,
        component: lazyRouteComponent(() => import('./Verify.tsx'), 'Verify'),
      }),
    ),
  ],
  links: [],
}
