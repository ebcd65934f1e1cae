import type { Language } from '@lianqiao/model/problems/problem.ts'
import { useSyncExternalStore } from 'react'
import { speak } from './i18n.ts'

/** How this person, or this machine, likes to read. Nothing personal, so it may stay on the machine. */
export interface Preferences {
  language: Language
  /** Large type (适老化大字版): everything a quarter larger. */
  type: 'normal' | 'large'
}

const key = 'lianqiao.preferences'
const listeners = new Set<() => void>()
let now: Preferences = read()

/** Put the remembered preferences in force; called once, before the first drawing. */
export async function applyPreferences(): Promise<void> {
  document.documentElement.dataset.type = now.type
  document.documentElement.lang = now.language === 'zh' ? 'zh-CN' : 'en'
  await speak(now.language)
}

/** Change and remember. Without storage (private browsing) the change lasts as long as the page. */
export async function prefer(change: Partial<Preferences>): Promise<void> {
  now = { ...now, ...change }
  try {
    localStorage.setItem(key, JSON.stringify(now))
  } catch {}
  await applyPreferences()
  for (const tell of listeners) tell()
}

export function usePreferences(): Preferences {
  return useSyncExternalStore(subscribe, () => now)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function read(): Preferences {
  const chosen = { language: 'zh', type: 'normal' } satisfies Preferences
  try {
    const { language, type } = JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<Preferences>
    return { language: language === 'en' ? 'en' : 'zh', type: type === 'large' ? 'large' : 'normal' }
  } catch {
    return chosen
  }
}
