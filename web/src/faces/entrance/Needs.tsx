import type { Permission } from '@lianqiao/model/people/permissions.ts'
import { holds, type Principal } from '@lianqiao/model/people/principal.ts'
import type { ReactNode } from 'react'
import { useSession } from '../../lib/session.ts'
import { Forbidden } from './Forbidden.tsx'
import { SignedOut } from './SignedOut.tsx'

/** Draws its page for those who hold the permission, and says kindly why not to all others. The server asks again. */
export function Needs({ permission, children }: { permission: Permission; children: ReactNode }) {
  const { who } = useSession()
  if (may(who, permission)) return children
  return who ? <Forbidden /> : <SignedOut />
}

/** Whether a post may open what needs a permission. */
export function may(who: Omit<Principal, 'subject'> | null, permission: Permission): boolean {
  return holds(who ? { ...who, subject: '' } : undefined, permission)
}
