import type { searchCatalogue } from '@lianqiao/model/api/catalogue.ts'
import type { OutputOf, QueryOf } from '@lianqiao/model/api/endpoint.ts'
import { problem } from '@lianqiao/model/problems/problem.ts'
import { z } from 'zod'
import type { Node } from '../../platform/node.ts'
import { type Asked, guideBonus, type Position, searchRows } from '../store/search.ts'
import { askedWords, latin, pinyinOf, plain } from '../words.ts'

/** Where the last page ended, and how well the first hit of all did. */
const Cursor = z.tuple([z.int32(), z.string(), z.string(), z.int32()])

/** A hit that scores as much has what was asked in one of its names, which is what people mean. */
const named = 500

/** Beside such a hit, whoever scores less only mentions a word of it somewhere in the guide. */
const mentioned = 230

/**
 * A page of the catalogue, by words, pinyin, initials or likeness; by code where nothing is asked. Where something bears the
 * name that was asked for, what only mentions it is left out: who asks for 居住证 is not offered each guide that wants one.
 * What is only alike, and so scores below nothing, stands in where nothing else is found.
 */
export async function search(
  node: Node,
  { q, after, limit, ...filter }: QueryOf<typeof searchCatalogue>,
): Promise<OutputOf<typeof searchCatalogue>> {
  const [position, best] = after ? positionOf(after) : []
  const rows = await searchRows(node.db, askedFor(q), filter, { after: position, limit: limit + 1 })
  const top = best ?? rows[0]?.score ?? 0
  const found = rows.filter(row => (top < named || meant(row) >= mentioned) && (top < 0 || row.score >= 0))
  const page = found.slice(0, limit)
  const last = page.at(-1)
  return {
    hits: page.map(row => row.hit),
    ...(last && found.length > limit
      ? { next: cursorOf([last.score, last.hit.code, last.hit.jurisdiction], top) }
      : {}),
  }
}

/** The score without what a guide has before a mere row of a list, which tells nothing about the words. */
const meant = ({ hit, score }: { hit: { kind: string }; score: number }) =>
  hit.kind === 'guide' ? score - guideBonus : score

function askedFor(q: string | undefined): Asked {
  const text = q ? plain(q) : ''
  if (!text) return { text: undefined, words: [], pinyin: '', latin: undefined }
  const words = askedWords(text)
  const typed = /^[\x20-\x7e]+$/.test(text)
  return {
    text,
    words,
    pinyin: typed ? latin(text) : pinyinOf(words.length > 0 ? tellingPart(text, words) : text),
    latin: (typed && latin(text)) || undefined,
  }
}

/** 怎么办居住证 asks for 居住证: the text from its first telling word to the last. */
function tellingPart(text: string, words: string[]): string {
  const starts = words.map(word => text.indexOf(word)).filter(at => at >= 0)
  const ends = words.map(word => text.lastIndexOf(word) + word.length)
  return text.slice(Math.min(...starts), Math.max(...ends))
}

const cursorOf = (position: Position, best: number): string =>
  Buffer.from(JSON.stringify([...position, best])).toString('base64url')

function positionOf(cursor: string): [Position, number] {
  try {
    const [score, code, jurisdiction, best] = Cursor.parse(
      JSON.parse(Buffer.from(cursor, 'base64url').toString()),
    )
    return [[score, code, jurisdiction], best]
  } catch {
    throw problem('not-found')
  }
}
