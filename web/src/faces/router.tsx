import { createRoute, createRouter } from '@tanstack/react-router'
import { queryClient } from '../lib/endpoint.ts'
import { LoadingState } from '../ui/state/LoadingState.tsx'
import { NotFound } from './entrance/NotFound.tsx'
import { PageFault } from './entrance/PageFault.tsx'
import { faces } from './faces.ts'
import { publicFrame, rootRoute, staffFrame } from './root.tsx'

const routes = faces.flatMap(face => face.routes)
const below = (frame: typeof publicFrame | typeof staffFrame) =>
  routes.filter(route => route.options.getParentRoute?.() === frame)

/** What nobody claimed: said within the public frame, so that its header leads on. */
const nowhere = createRoute({ getParentRoute: () => publicFrame, path: '$', component: NotFound })

/** Public pages stand in their frame, staff pages in theirs. */
export const router = createRouter({
  routeTree: rootRoute.addChildren([
    publicFrame.addChildren([...below(publicFrame), nowhere]),
    staffFrame.addChildren(below(staffFrame)),
  ]),
  context: { queryClient, links: faces.flatMap(face => face.links) },
  defaultPreload: 'intent',
  defaultPendingComponent: () => <LoadingState shape="page" />,
  defaultErrorComponent: PageFault,
  defaultNotFoundComponent: NotFound,
  scrollRestoration: true,
})

// A new page is read from its beginning: the focus goes to its main landmark, as it would on a loaded document – unless the
// page has put the cursor into one of its fields already.
router.subscribe('onRendered', ({ fromLocation, pathChanged }) => {
  if (!fromLocation || !pathChanged) return
  const main = document.getElementById('main')
  if (!main?.contains(document.activeElement)) main?.focus({ preventScroll: true })
})
