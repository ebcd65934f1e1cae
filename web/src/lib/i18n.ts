import type { Language } from '@lianqiao/model/problems/problem.ts'
import { useSyncExternalStore } from 'react'

/**
 * Words of the interface, Chinese first. A feature keeps its own in `words.ts`; nothing is said in a component itself.
 * English cannot lack a word: `defineWords` does not compile then. What is asked here is little; a library for it was a
 * tenth of what a resident's telephone loads before it can show a page, and a quarter of what it does then.
 */

/** English counts one and many apart (CLDR plural rules); Chinese does not. `{{count}}` chooses. */
type English = string | { one: string; other: string }

/** Both languages of one feature; `Key` are the keys that `t` takes. `namespace`: what the feature is called in a test. */
export interface Words<Key extends string = string> {
  namespace: string
  keys: readonly Key[]
  zh: Readonly<Record<Key, string>>
  en: Readonly<Record<Key, English>>
}

/** Look a word up and fill its `{{places}}`. */
export type Translate<Key extends string> = (key: Key, places?: Record<string, string | number>) => string

/** The words of a feature in both languages. English must have exactly the keys that Chinese has. */
export function defineWords<const Chinese extends Record<string, string>>(
  namespace: string,
  words: { zh: Chinese; en: { [Key in keyof Chinese]: English } },
): Words<keyof Chinese & string> {
  return { namespace, keys: Object.keys(words.zh), ...words }
}

/** The words of a feature in the reader's language; the component is drawn again when it changes. */
export function useWords<Key extends string>(words: Words<Key>): Translate<Key> {
  return say(words, useLanguage())
}

/** The same outside of a component, in a given language or the one chosen now. For the same words always the same function. */
export function say<Key extends string>(
  words: Words<Key>,
  language: Language = currentLanguage(),
): Translate<Key> {
  const known = said[language].get(words)
  if (known) return known
  const translate: Translate<Key> = (key, places) => fill(wordOf(words[language][key] ?? key, places), places)
  said[language].set(words, translate as Translate<string>)
  return translate
}

const said: Record<Language, Map<Words, Translate<string>>> = { zh: new Map(), en: new Map() }

const wordOf = (word: English, places?: Record<string, string | number>) =>
  typeof word === 'string' ? word : Number(places?.count) === 1 ? word.one : word.other

const fill = (word: string, places?: Record<string, string | number>) =>
  places ? word.replace(/\{\{(\w+)\}\}/g, (place, name: string) => String(places[name] ?? place)) : word

/** One word in both languages, for what takes a text of the model. */
export function inBoth<Key extends string>(words: Words<Key>, key: Key): { zh: string; en: string } {
  return { zh: say(words, 'zh')(key), en: say(words, 'en')(key) }
}

let chosen: Language = 'zh'
const listeners = new Set<(language: Language) => void>()

/** The language chosen now. */
export const currentLanguage = (): Language => chosen

/** The language chosen now, in a component. */
export const useLanguage = (): Language => useSyncExternalStore(onLanguage, currentLanguage)

/** Change the language of all words. Preferences do it and remember it; nobody else should. */
export function speak(language: Language): void {
  if (language === chosen) return
  chosen = language
  for (const tell of [...listeners]) tell(language)
}

/** Told after each change of the language. Answers how to stop being told. */
export function onLanguage(told: (language: Language) => void): () => void {
  listeners.add(told)
  return () => listeners.delete(told)
}
