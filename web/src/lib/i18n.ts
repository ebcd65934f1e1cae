import type { Language } from '@lianqiao/model/problems/problem.ts'
import i18next from 'i18next'
import { initReactI18next, useTranslation } from 'react-i18next'

/**
 * Words of the interface, Chinese first. A feature keeps its own in `words.ts`; nothing is said in a component itself.
 * i18next falls back to Chinese, but never has to: `defineWords` does not compile while English lacks a key.
 */
const i18n = i18next.createInstance()
i18n.use(initReactI18next)
void i18n.init({
  lng: 'zh',
  fallbackLng: 'zh',
  resources: {},
  initAsync: false,
  // A key is one word, whatever is in it: nothing is looked for below a dot or behind a colon.
  keySeparator: false,
  nsSeparator: false,
  interpolation: { escapeValue: false },
})

/** English counts one and many apart (CLDR plural rules); Chinese does not. `{{count}}` chooses. */
type English = string | { one: string; other: string }

/** Both languages of one feature; `Key` are the keys that `t` takes. */
export interface Words<Key extends string = string> {
  namespace: string
  keys: readonly Key[]
}

/** Look a word up and fill its `{{places}}`. */
export type Translate<Key extends string> = (key: Key, places?: Record<string, string | number>) => string

/** Register the words of a feature in both languages. English must have exactly the keys that Chinese has. */
export function defineWords<const Chinese extends Record<string, string>>(
  namespace: string,
  words: { zh: Chinese; en: { [Key in keyof Chinese]: English } },
): Words<keyof Chinese & string> {
  i18n.addResourceBundle('zh', namespace, words.zh)
  i18n.addResourceBundle('en', namespace, flatten(words.en))
  return { namespace, keys: Object.keys(words.zh) as (keyof Chinese & string)[] }
}

/** The words of a feature in the reader's language; the component is drawn again when it changes. */
export function useWords<Key extends string>(words: Words<Key>): Translate<Key> {
  const { t } = useTranslation(words.namespace, { i18n, useSuspense: false })
  return t as unknown as Translate<Key>
}

/** The same outside of a component, in a given language or the one chosen now. */
export function say<Key extends string>(
  words: Words<Key>,
  language: Language = currentLanguage(),
): Translate<Key> {
  return i18n.getFixedT(language, words.namespace) as unknown as Translate<Key>
}

/** One word in both languages, for what takes a text of the model. */
export function inBoth<Key extends string>(words: Words<Key>, key: Key): { zh: string; en: string } {
  return { zh: say(words, 'zh')(key), en: say(words, 'en')(key) }
}

/** The language chosen now. */
export function currentLanguage(): Language {
  return i18n.language === 'en' ? 'en' : 'zh'
}

/** The language chosen now, in a component. */
export function useLanguage(): Language {
  return useTranslation(undefined, { i18n, useSuspense: false }).i18n.language === 'en' ? 'en' : 'zh'
}

/** Change the language of all words. Preferences do it and remember it; nobody else should. */
export async function speak(language: Language): Promise<void> {
  await i18n.changeLanguage(language)
}

/** Told after each change of the language. Answers how to stop being told. */
export function onLanguage(told: (language: Language) => void): () => void {
  const tell = () => told(currentLanguage())
  i18n.on('languageChanged', tell)
  return () => i18n.off('languageChanged', tell)
}

function flatten(words: Record<string, English>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(words).flatMap(([key, word]) =>
      typeof word === 'string'
        ? [[key, word]]
        : [
            [`${key}_one`, word.one],
            [`${key}_other`, word.other],
          ],
    ),
  )
}
