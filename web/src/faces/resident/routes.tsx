import { createRoute } from '@tanstack/react-router'
import type { Face } from '../face.ts'
import { publicFrame } from '../root.tsx'
import { Home } from './Home.tsx'
import { Verify } from './Verify.tsx'

/** The face of residents and firms (群众、企业). */
export const resident: Face = {
  routes: [
    createRoute({
      getParentRoute: () => publicFrame,
      path: '/',
      component: Home,
    }),
    ...['/verify', '/verify/$code'].map(path =>
      createRoute({
        getParentRoute: () => publicFrame,
        path,
        component: Verify,
      }),
    ),
  ],
  links: [],
}
