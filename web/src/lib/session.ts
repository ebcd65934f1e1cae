import { endSession, readSession, type SessionView } from '@lianqiao/model/api/session.ts'
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { call, setCredentials } from './api.ts'
import { forgetDrafts, keepDraftsOf } from './draft.ts'
import { queryClient } from './endpoint.ts'
import type { ProblemError } from './problem.ts'

export type Session = SessionView
export type Who = NonNullable<Session['who']>

/** Whose node this is and who is signed in: asked when the page opens, and again when its window comes back into view. */
export const sessionQuery = queryOptions<Session, ProblemError>({
  queryKey: [readSession.name],
  staleTime: 60_000,
  queryFn: async ({ signal }) => {
    const session = await call(readSession, { signal })
    setCredentials({ csrf: session.csrf ?? undefined })
    if (session.who) {
      keepDraftsOf(`${session.who.jurisdiction}/${session.who.kind}/${session.who.name}`)
      setLost(false)
    }
    return session
  },
})

/** The session; what uses it is drawn once it is known. */
export function useSession(): Session {
  return useSuspenseQuery(sessionQuery).data
}

/** Go and sign in, and come back to `to`, a path of this node; drafts wait. */
export function signIn(signInUrl: string, to: string = location.pathname + location.search): void {
  location.assign(`${signInUrl}?${new URLSearchParams({ to })}`)
}

/** 退出登录. What was typed and what was read is forgotten first: the next person may stand behind this one. */
export async function signOut(): Promise<void> {
  forgetDrafts()
  queryClient.clear()
  const { to } = await call(endSession, {})
  location.assign(to)
}

let lost = false
const listeners = new Set<() => void>()

/** Whether the session ended while somebody worked: the page keeps standing and asks to sign in again. */
export function useSessionLost(): boolean {
  return useSyncExternalStore(
    listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => lost,
  )
}

function setLost(now: boolean): void {
  if (lost === now) return
  lost = now
  for (const tell of listeners) tell()
}

setCredentials({ lost: () => setLost(true) })
