import { useSyncExternalStore } from 'react'

let count = 0
const listeners = new Set<() => void>()

/** Whether files of this page are on their way: what is handed in now would go without them. */
export function useUploading(): boolean {
  return useSyncExternalStore(subscribe, () => count > 0)
}

/** Count a file as on its way until `sending` ends. */
export function onTheWay<T>(sending: Promise<T>): Promise<T> {
  tell(1)
  return sending.finally(() => tell(-1))
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function tell(change: number): void {
  count += change
  for (const listener of listeners) listener()
}
