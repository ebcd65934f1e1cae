import { useSyncExternalStore } from 'react'

/** Milliseconds after the last touch: then nobody sits there any more. */
const asleepAfter = 10 * 60_000

/**
 * Whether somebody looks: the page is in view and was touched in the last ten minutes. What asks the node by itself asks
 * only then, for every question keeps a session alive, and a session must end when its owner has left the counter.
 */
export function useAwake(): boolean {
  return useSyncExternalStore(subscribe, isAwake)
}

let touchedAt = Date.now()

function isAwake(): boolean {
  return document.visibilityState === 'visible' && Date.now() - touchedAt < asleepAfter
}

function subscribe(tell: () => void): () => void {
  let timer: ReturnType<typeof setTimeout>
  const touched = () => {
    touchedAt = Date.now()
    clearTimeout(timer)
    timer = setTimeout(tell, asleepAfter)
    tell()
  }
  touched()
  const events = ['pointerdown', 'pointermove', 'keydown', 'focus'] as const
  for (const event of events) addEventListener(event, touched, { passive: true })
  document.addEventListener('visibilitychange', tell)
  return () => {
    clearTimeout(timer)
    for (const event of events) removeEventListener(event, touched)
    document.removeEventListener('visibilitychange', tell)
  }
}
