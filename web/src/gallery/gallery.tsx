import { QueryClientProvider } from '@tanstack/react-query'
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from '@tanstack/react-router'
import { createRoot } from 'react-dom/client'
import { queryClient } from '../lib/endpoint.ts'
import { prefer } from '../lib/preferences.ts'
import { answerFromFixtures } from './fixtures.ts'
import { pages } from './pages.tsx'
import '../ui/tokens.css'
import '../ui/base.css'
import '../ui/kit.css'

/**
 * Every part of the kit in its states, for looking at and for the visual test; no part of the production build.
 * `gallery.html?page=kit|form|app|public|home|states&lang=zh|en&type=normal|large`. Answers come from fixtures.
 */
answerFromFixtures()
const asked = new URLSearchParams(location.search)
await prefer({
  language: asked.get('lang') === 'en' ? 'en' : 'zh',
  type: asked.get('type') === 'large' ? 'large' : 'normal',
})

// The frames link to pages, so they stand in a router of their own.
const root = createRootRoute()
const routes = ['/', '/items', '/track/$code'].map(path =>
  createRoute({
    getParentRoute: () => root,
    path,
    component: pages[asked.get('page') ?? 'kit'] ?? pages.kit,
  }),
)
const router = createRouter({ routeTree: root.addChildren(routes), history: createMemoryHistory() })

const place = document.getElementById('root')
if (place)
  createRoot(place).render(
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>,
  )
