import { beforeAll, expect, test } from 'vitest'
import { defineWords, say, type Words } from './i18n.ts'

/** Every `words.ts` of the house, loaded. */
const found: Words[] = []
beforeAll(async () => {
  const modules = import.meta.glob<Record<string, Words>>('../**/*words.ts')
  for (const load of Object.values(modules))
    found.push(...Object.values(await load()).filter(w => 'namespace' in w))
})

test('each word stands in both languages, and its places are the same', () => {
  expect(found.length).toBeGreaterThan(3)
  for (const words of found)
    for (const key of words.keys) {
      const [zh, en] = (['zh', 'en'] as const).map(language =>
        say(words, language)(key, { count: 2, skipInterpolation: 1 }),
      )
      expect(zh, `${words.namespace}:${key}`).not.toBe(key)
      if (!key.startsWith('otherLanguage'))
        expect(en, `${words.namespace}:${key} is Chinese`).not.toMatch(/^[\p{Script=Han}，。]+$/u)
      expect(placesOf(en), `${words.namespace}:${key}`).toEqual(placesOf(zh))
    }
})

test('no two features share a namespace', () => {
  const names = found.map(w => w.namespace)
  expect(new Set(names).size).toBe(names.length)
})

test('English counts one and many apart', () => {
  const words = defineWords('test', {
    zh: { days: '{{count}} 天' },
    en: { days: { one: '{{count}} day', other: '{{count}} days' } },
  })
  expect([1, 2].map(count => say(words, 'en')('days', { count }))).toEqual(['1 day', '2 days'])
  expect(say(words, 'zh')('days', { count: 1 })).toBe('1 天')
})

/** `{{date}}` and the like, unfilled. */
function placesOf(text: string | undefined): string[] {
  return (text?.match(/\{\{\w+\}\}/g) ?? []).sort()
}
