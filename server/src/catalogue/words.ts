import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { Jieba } from '@node-rs/jieba'
import { pinyin } from 'pinyin-pro'

/** Chinese words, pinyin and initials: how an item is found by what people say and type. */

let loaded: Jieba | undefined
/**
 * The dictionary takes some 150 ms and 30 MB; a process that never searches does not load it. Read here, for the package's
 * own `dict.js` keeps its text and another list, which nobody asks for, in memory for good: eleven megabytes.
 */
const jieba = () => {
  loaded ??= Jieba.withDict(readFileSync(dictionary))
  return loaded
}

const dictionary = createRequire(import.meta.url).resolve('@node-rs/jieba/dict.txt')

/** The words of a text, long ones and the shorter ones inside them, for PostgreSQL's `simple` configuration. */
export function wordsOf(text: string): string[] {
  return jieba()
    .cutForSearch(plain(text), true)
    .filter(word => /[\p{Letter}\p{Number}]/u.test(word))
}

/** Syllables run together without tones, other characters dropped: 居住证 → `juzhuzheng`; Latin letters stay. */
export function pinyinOf(text: string): string {
  return latin(pinyin(plain(text), { toneType: 'none', type: 'array', v: true }).join(''))
}

/** First letters of the syllables: 居住证 → `jzz`. */
export function initialsOf(text: string): string {
  return latin(pinyin(plain(text), { toneType: 'none', pattern: 'first', type: 'array', v: true }).join(''))
}

/** One spelling of what is typed on a phone, a Chinese keyboard or full width: NFKC, lower case. */
export function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase().trim()
}

/** Only what can stand in pinyin. */
export function latin(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '')
}

/** Words of asking, which tell nothing about the item as long as other words do. */
const fillers = new Set(
  '我 要 想 想要 需要 怎么 怎样 如何 怎么办 哪里 哪儿 在 去 能 可以 能不能 的 了 吗 呢 办 办理 办个 一个 给 请问 在哪'.split(
    ' ',
  ),
)

/** The words of a question that are worth looking for. */
export function askedWords(question: string): string[] {
  const words = [...new Set(wordsOf(question))]
  const telling = words.filter(word => !fillers.has(word))
  return telling.length > 0 ? telling : words
}
