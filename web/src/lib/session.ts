import { endSession, readSession, type SessionView } from '@lianqiao/model/api/session.ts'
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { call, setCredentials } from './api.ts'
import { endDrafts, keepDraftsOf } from './draft.ts'
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

/**
 * 退出登录. What was typed and what was read is forgotten first, in every tab: the next person may stand behind this one. So it
 * is where the node cannot be reached; its own limits end the session then.
 */
export async function signOut(): Promise<void> {
  forget()
  const { to } = await call(endSession, {}).catch(() => ({ to: '/' }))
  // Only now: the others go to a page that must not find the session any more.
  tabs?.postMessage(signedOut)
  location.assign(to)
}

function forget(): void {
  endDrafts()
  queryClient.clear()
}

const signedOut = 'signed-out'

/** The other tabs of this browser that stand on this node; none where the browser knows no channels. */
const tabs = 'BroadcastChannel' in globalThis ? new BroadcastChannel('lianqiao.session') : undefined
tabs?.addEventListener('message', ({ data }) => {
  if (data !== signedOut) return
  forget()
  location.assign('/')
})

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
