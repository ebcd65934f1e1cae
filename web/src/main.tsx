// The kit's styles first: those of pages and features, which come with the router, stand upon them.
import './ui/tokens.css'
import './ui/base.css'
import './ui/kit.css'
import './ui/frame/frame.css'
import './ui/state/state.css'

import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { router } from './faces/router.tsx'
import { askForOpening } from './lib/api.ts'
import { queryClient } from './lib/endpoint.ts'
import { applyPreferences } from './lib/preferences.ts'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')

// `index.html` shows the frame until then: nothing flashes between it and the first page. Not awaited by this module, for
// the pages it loads import what stands in the same file, and would wait for it.
const spoken = applyPreferences()
askForOpening(location)
void Promise.all([spoken, router.load()]).then(() =>
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </StrictMode>,
  ),
)
