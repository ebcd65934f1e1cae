import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, createRoute, lazyRouteComponent, Outlet } from '@tanstack/react-router'
import { sessionQuery } from '../lib/session.ts'
import { LoadingState } from '../ui/state/LoadingState.tsx'
import { NotFound } from './entrance/NotFound.tsx'
import { PageFault } from './entrance/PageFault.tsx'
import { PublicFace } from './entrance/PublicFace.tsx'
import type { FaceLink } from './face.ts'

/** The root of all pages: nothing is drawn before it is known whose node this is and who looks at it. */
export const rootRoute = createRootRouteWithContext<{
  queryClient: QueryClient
  links: readonly FaceLink[]
}>()({
  loader: ({ context }) => context.queryClient.ensureQueryData(sessionQuery),
  component: Outlet,
  pendingComponent: () => <LoadingState shape="page" />,
  notFoundComponent: NotFound,
  errorComponent: PageFault,
})

/** Pages of the public: residents, firms, whoever checks a certificate. No sign-in is needed to open them. */
export const publicFrame = createRoute({
  getParentRoute: () => rootRoute,
  id: 'public',
  component: PublicFace,
})

/** Pages of those who work here: all of them want a sign-in as staff. */
export const staffFrame = createRoute({
  getParentRoute: () => rootRoute,
  id: 'staff',
  component: lazyRouteComponent(() => import('./entrance/StaffFace.tsx'), 'StaffFace'),
})
