import { createRouter } from '@tanstack/react-router'
import { queryClient } from '../lib/endpoint.ts'
import { LoadingState } from '../ui/state/LoadingState.tsx'
import { NotFound } from './entrance/NotFound.tsx'
import { PageFault } from './entrance/PageFault.tsx'
import { faces } from './faces.ts'
import { publicFrame, rootRoute, staffFrame } from './root.tsx'

const routes = faces.flatMap(face => face.routes)
const below = (frame: typeof publicFrame | typeof staffFrame) =>
  routes.filter(route => route.options.getParentRoute?.() === frame)

/** Public pages stand in their frame, staff pages in theirs; what nobody claimed is not found. */
export const router = createRouter({
  routeTree: rootRoute.addChildren([
    publicFrame.addChildren(below(publicFrame)),
    staffFrame.addChildren(below(staffFrame)),
  ]),
  context: { queryClient, links: faces.flatMap(face => face.links) },
  defaultPreload: 'intent',
  defaultPendingComponent: () => <LoadingState shape="page" />,
  defaultErrorComponent: PageFault,
  defaultNotFoundComponent: NotFound,
  scrollRestoration: true,
})
