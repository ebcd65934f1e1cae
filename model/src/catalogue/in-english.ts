import type { English } from './english.ts'

/** A document of the catalogue that may bring its English along. */
interface Translated {
  en?: English | undefined
}

/** Members whose values are keys of programs or have English words of their own on the screens. */
// biome-ignore format: a list
const coded = new Set([
  'en', 'x-en', 'kind', 'status', 'objects', 'projectType', 'powerSource', 'needed', 'original', 'source', 'holder',
  'formats', 'format', 'carriers', 'delivery', 'modes', 'range', 'onlineDepth', 'alsoKnownAs', 'check', 'shareType',
  'updateCycle', 'purpose', 'purposes', 'any', 'class',
])
const chinese = /\p{Script=Han}/u

/** Whether `name` and its like have their English beside them: `nameEn`; a choice's `value` is what its name says. */
const besides = (object: object, member: string) =>
  `${member}En` in object || (member === 'value' && 'nameEn' in object)

/** `{zh, en}`: said in both languages already. */
const inBoth = (object: object) => 'zh' in object && 'en' in object

/** Every Chinese text of a document that people read, with its dotted path; what has English beside it is passed over. */
export function chineseTexts(value: unknown, path = ''): [path: string, text: string][] {
  if (typeof value === 'string') return chinese.test(value) ? [[path, value]] : []
  if (typeof value !== 'object' || value === null || inBoth(value)) return []
  return Object.entries(value).flatMap(([member, inner]) =>
    coded.has(member) || besides(value, member)
      ? []
      : chineseTexts(inner, path ? `${path}.${member}` : member),
  )
}

/** Paths of the texts that have no English yet. */
export function untranslated(document: Translated): string[] {
  return chineseTexts(document)
    .filter(([, text]) => !document.en?.[text])
    .map(([path]) => path)
}

const known = new WeakMap<object, unknown>()

/** The document with English where it has any, for showing: what is sent or signed is the document itself. */
export function inEnglish<D extends Translated>(document: D): D {
  const { en } = document
  if (!en) return document
  const cached = known.get(document)
  if (cached) return cached as D
  const read = worded(document, en) as D
  known.set(document, read)
  return read
}

function worded(value: unknown, en: English): unknown {
  if (typeof value === 'string') return en[value] ?? value
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(inner => worded(inner, en))
  return Object.fromEntries(
    Object.entries(value).map(([member, inner]) => [
      member,
      coded.has(member) || besides(value, member) ? inner : worded(inner, en),
    ]),
  )
}

/** The part of a dictionary that the texts of `value` need. */
export function englishFor(value: unknown, en: English | undefined): English | undefined {
  const used = chineseTexts(value).flatMap(([, text]) => (en?.[text] ? [[text, en[text]] as const] : []))
  return used.length > 0 ? Object.fromEntries(used) : undefined
}
