import { createRoute } from '@tanstack/react-router'
import type { Face } from '../face.ts'
import { publicFrame } from '../root.tsx'
import { MyPage } from './MyPage.tsx'
import { TrackPage } from './TrackPage.tsx'

/** 查询进度: by tracking code for everybody, and the own cases of who is signed in. */
export const tracking: Face = {
  routes: [
    ...['/track', '/track/$code'].map(path =>
      createRoute({
        getParentRoute: () => publicFrame,
        path,
        component: TrackPage,
      }),
    ),
    createRoute({
      getParentRoute: () => publicFrame,
      path: '/my',
      component: MyPage,
    }),
  ],
  links: [],
}
