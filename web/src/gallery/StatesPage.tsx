import { Suspense } from 'react'
import { Forbidden } from '../faces/entrance/Forbidden.tsx'
import { NotFound } from '../faces/entrance/NotFound.tsx'
import { SignedOut } from '../faces/entrance/SignedOut.tsx'
import { SignInAgain } from '../ui/frame/SignInAgain.tsx'

/** Signed out, not permitted, not found; `&lost` shows the session that ended. */
export function StatesPage() {
  const asked = new URLSearchParams(location.search)
  const State = { forbidden: Forbidden, 'not-found': NotFound }[asked.get('state') ?? ''] ?? SignedOut
  return (
    <main>
      <Suspense>
        <State />
      </Suspense>
      <SignInAgain lost={asked.has('lost')} onSignIn={() => {}} />
    </main>
  )
}
