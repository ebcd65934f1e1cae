import type { FunctionComponent } from 'react'
import { Suspense } from 'react'
import { Home } from '../faces/resident/Home.tsx'
import { queryClient } from '../lib/endpoint.ts'
import { sessionQuery } from '../lib/session.ts'
import { PublicFrame } from '../ui/frame/PublicFrame.tsx'
import { AppPage } from './AppPage.tsx'
import { FormPage } from './FormPage.tsx'
import { session } from './fixtures.ts'
import { KitPage } from './KitPage.tsx'
import { StatesPage } from './StatesPage.tsx'

const nobody = { ...session, who: null, csrf: null }

function HomePage() {
  queryClient.setQueryData(sessionQuery.queryKey, nobody)
  return (
    <PublicFrame session={nobody} onSignIn={() => {}} onSignOut={() => {}}>
      <Suspense>
        <Home />
      </Suspense>
    </PublicFrame>
  )
}

function PublicFormPage() {
  return (
    <PublicFrame session={session} onSignIn={() => {}} onSignOut={() => {}}>
      <FormPage />
    </PublicFrame>
  )
}

/** The gallery's pages by name. */
export const pages: Record<string, FunctionComponent> & { kit: FunctionComponent } = {
  kit: KitPage,
  form: () => (
    <main>
      <FormPage />
    </main>
  ),
  'public-form': PublicFormPage,
  app: AppPage,
  home: HomePage,
  states: StatesPage,
}
