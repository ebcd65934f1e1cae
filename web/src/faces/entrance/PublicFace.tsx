import { Outlet } from '@tanstack/react-router'
import { signIn, signOut, useSession, useSessionLost } from '../../lib/session.ts'
import { PublicFrame } from '../../ui/frame/PublicFrame.tsx'
import { SignInAgain } from '../../ui/frame/SignInAgain.tsx'

/** The public frame around the page that is open. */
export function PublicFace() {
  const session = useSession()
  const lost = useSessionLost()
  const goSignIn = () => signIn(session.signInUrl)
  return (
    <PublicFrame session={session} onSignIn={goSignIn} onSignOut={() => void signOut()}>
      <Outlet />
      <SignInAgain lost={lost} onSignIn={goSignIn} />
    </PublicFrame>
  )
}
