import { useCallback, useEffect, useRef, useState } from 'react'

/**
 * # Drafts, and why they are kept so briefly
 *
 * What a person typed must survive a reload, a lost session and the way to sign-in and back. But the machine may be a
 * counter that ten people sit before in a day, or a self-service terminal in a station: personal data must not stay on
 * it (个人信息保护法 articles 9 and 51). So a draft lives in `sessionStorage`, which belongs to one tab and dies with it;
 * never in localStorage or IndexedDB. It is kept under the account that typed it, is given up after `lifetime`, and is
 * cleared on submission, on sign-out and when somebody else signs in. It is not encrypted: a key that survives a reload
 * would have to lie beside it. Scans are not part of a draft, only the ids of those already uploaded.
 */
const prefix = 'lianqiao.draft.'
const ownerKey = 'lianqiao.draft-owner'

/** Milliseconds: a working day. A tab left open overnight shows nobody's data in the morning. */
const lifetime = 10 * 60 * 60 * 1000

/** Milliseconds between the last keystroke and the writing of the draft. */
const pause = 300

interface Kept {
  at: number
  value: unknown
}

export interface Draft<T> {
  value: T
  /** Whether it was found from before, so that the page can say so. */
  restored: boolean
  set: (value: T) => void
  /** It was submitted: it does not come back. What stands on the page stays there until the page has gone on. */
  clear: () => void
}

/** A value that is kept for this tab under `key`, e.g. `matter:${item}`; `key` never holds personal data. */
export function useDraft<T>(key: string, initial: T): Draft<T> {
  const [found] = useState(() => readDraft<T>(key))
  const [value, setValue] = useState<T>(found ?? initial)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const unwritten = useRef<(() => void) | undefined>(undefined)

  const flush = useCallback(() => {
    clearTimeout(timer.current)
    unwritten.current?.()
    unwritten.current = undefined
  }, [])
  // A page on its way out writes what it has not written yet.
  useEffect(() => {
    addEventListener('pagehide', flush)
    return () => {
      removeEventListener('pagehide', flush)
      flush()
    }
  }, [flush])

  const set = useCallback(
    (next: T) => {
      setValue(next)
      clearTimeout(timer.current)
      unwritten.current = () => writeDraft(key, next)
      timer.current = setTimeout(flush, pause)
    },
    [key, flush],
  )
  const clear = useCallback(() => {
    clearTimeout(timer.current)
    unwritten.current = undefined
    dropDraft(key)
  }, [key])
  return { value, restored: found !== undefined, set, clear }
}

/** The draft under a key, unless it is too old to be this person's. */
export function readDraft<T>(key: string, now: number = Date.now()): T | undefined {
  try {
    const kept = JSON.parse(sessionStorage.getItem(prefix + key) ?? 'null') as Kept | null
    if (kept && now - kept.at < lifetime) return kept.value as T
    dropDraft(key)
  } catch {}
  return undefined
}

/** Without storage (full, forbidden) the draft lasts as long as the page. */
export function writeDraft(key: string, value: unknown, now: number = Date.now()): void {
  if (over) return
  try {
    sessionStorage.setItem(prefix + key, JSON.stringify({ at: now, value } satisfies Kept))
  } catch {}
}

export function dropDraft(key: string): void {
  try {
    sessionStorage.removeItem(prefix + key)
  } catch {}
}

/** Forget everything that was typed in this tab. */
export function forgetDrafts(): void {
  try {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(prefix)) sessionStorage.removeItem(key)
  } catch {}
}

let over = false

/** Forget everything that was typed in this tab, and keep nothing more: what a page on its way out would still write. */
export function endDrafts(): void {
  over = true
  forgetDrafts()
}

/**
 * Tell whose drafts these are. Somebody else's are forgotten; what was typed before signing in becomes his who signs in,
 * for that is the ordinary way of a resident: first the form, then the sign-in.
 */
export function keepDraftsOf(subject: string): void {
  try {
    const owner = sessionStorage.getItem(ownerKey)
    if (owner !== null && owner !== subject) forgetDrafts()
    sessionStorage.setItem(ownerKey, subject)
  } catch {}
}
