import type { searchCatalogue } from '@lianqiao/model/api/catalogue.ts'
import type { OutputOf, QueryOf } from '@lianqiao/model/api/endpoint.ts'
import { problem } from '@lianqiao/model/problems/problem.ts'
import { z } from 'zod'
import type { Node } from '../../platform/node.ts'
import { type Asked, type Position, searchRows } from '../store/search.ts'
import { askedWords, latin, pinyinOf, plain } from '../words.ts'

const Cursor = z.tuple([z.int(), z.string(), z.string()])

/** A page of the catalogue, by words, pinyin, initials or likeness; by code where nothing is asked. */
export async function search(
  node: Node,
  { q, after, limit, ...filter }: QueryOf<typeof searchCatalogue>,
): Promise<OutputOf<typeof searchCatalogue>> {
  const found = await searchRows(node.db, askedFor(q), filter, {
    after: after ? positionOf(after) : undefined,
    limit: limit + 1,
  })
  const page = found.slice(0, limit)
  const last = page.at(-1)
  return {
    hits: page.map(row => row.hit),
    ...(last && found.length > limit
      ? { next: cursorOf([last.score, last.hit.code, last.hit.jurisdiction]) }
      : {}),
  }
}

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

const cursorOf = (position: Position): string => Buffer.from(JSON.stringify(position)).toString('base64url')

function positionOf(cursor: string): Position {
  try {
    return Cursor.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()))
  } catch {
    throw problem('not-found')
  }
}
