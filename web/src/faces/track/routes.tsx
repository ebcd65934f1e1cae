import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { Face } from '../face.ts'
import { publicFrame } from '../root.tsx'

/** 查询进度: by tracking code for everybody, and the own cases of who is signed in. */
export const tracking: Face = {
  routes: [
    ...['/track', '/track/$code'].map(path =>
      createRoute({
        getParentRoute: () => publicFrame,
        path,
        component: lazyRouteComponent(() => import('./TrackPage.tsx'), 'TrackPage'),
      }),
    ),
    createRoute({
      getParentRoute: () => publicFrame,
      path: '/my',
      component: lazyRouteComponent(() => import('./MyPage.tsx'), 'MyPage'),
    }),
  ],
  links: [],
}
