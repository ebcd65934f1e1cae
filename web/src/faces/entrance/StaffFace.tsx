import { getRouteApi, Outlet } from '@tanstack/react-router'
import { useLanguage } from '../../lib/i18n.ts'
import { signIn, signOut, useSession, useSessionLost } from '../../lib/session.ts'
import { AntProvider } from '../../ui/AntProvider.tsx'
import { AppFrame } from '../../ui/frame/AppFrame.tsx'
import { SignInAgain } from '../../ui/frame/SignInAgain.tsx'
import type { FaceLink } from '../face.ts'
import { Forbidden } from './Forbidden.tsx'
import { may } from './Needs.tsx'
import { SignedOut } from './SignedOut.tsx'

/** The staff frame around the page that is open; its navigation holds what this post may open. */
export function StaffFace() {
  const session = useSession()
  const lost = useSessionLost()
  const language = useLanguage()
  const { who } = session
  const { links: known }: { links: readonly FaceLink[] } = root.useRouteContext()
  const links = known
    .filter(link => who?.kind === 'staff' && may(who, link.permission))
    .map(link => ({ ...link, title: link.title[language] }))
  return (
    <AntProvider density="dense">
      <AppFrame session={session} links={links} onSignOut={() => void signOut()}>
        {who === null ? <SignedOut /> : who.kind === 'staff' ? <Outlet /> : <Forbidden />}
        <SignInAgain lost={lost} onSignIn={() => signIn(session.signInUrl)} />
      </AppFrame>
    </AntProvider>
  )
}

// By name and not by import: the root loads this frame when it is needed.
const root = getRouteApi('__root__')
