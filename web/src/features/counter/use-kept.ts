import { useEffect, useState, useSyncExternalStore } from 'react'
import { Keeper, type Kept } from './keeper.ts'

/** Keepers by their keys, so that a page that is drawn again goes on with the same. */
const keepers = new Map<string, Keeper<unknown>>()

/** The keeper of a draft; made, and read from the node, on first use. */
export function keeperOf<T>(key: string): Keeper<T> {
  let keeper = keepers.get(key) as Keeper<T> | undefined
  if (!keeper) {
    keeper = new Keeper<T>(key)
    keepers.set(key, keeper as Keeper<unknown>)
  }
  return keeper
}

/** Begin a draft that nobody has kept yet. */
export function beginDraft<T>(key: string, value: T): void {
  keeperOf<T>(key).begin(value)
}

/** Throw a draft away. */
export async function forgetDraft(key: string): Promise<void> {
  await keeperOf(key).forget()
  keepers.delete(key)
}

/** A draft, and how it is kept; `undefined` where no key is given. */
export function useKept<T>(key: string | undefined): (Kept<T> & { keeper: Keeper<T> }) | undefined {
  const [none] = useState(() => new Keeper<T>('none'))
  const keeper = key === undefined ? none : keeperOf<T>(key)
  const kept = useSyncExternalStore(keeper.subscribe, keeper.snapshot)
  useEffect(() => {
    if (key === undefined) return
    if (keeper.snapshot().keeping === 'open') void keeper.open()
    const save = () => keeper.leave()
    addEventListener('pagehide', save)
    addEventListener('online', save)
    return () => {
      removeEventListener('pagehide', save)
      removeEventListener('online', save)
      save()
    }
  }, [key, keeper])
  return key === undefined ? undefined : { ...kept, keeper }
}
