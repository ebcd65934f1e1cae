import { parseTrackingCode } from '../identifiers/tracking-code-text.ts'
import { fill } from './address.ts'
import { listCases } from './cases.ts'
import * as catalogue from './catalogue.ts'
import { verifyCertificate } from './certificates.ts'
import { readSession } from './session.ts'
import { track } from './tracking.ts'

/** Parts of a page's path and words behind its `?`, by name. */
type Given = Record<string, string | undefined>

/** What each of a resident's pages asks for as it opens, by its path. */
const pages: readonly (readonly [path: string, asks: (given: Given) => readonly string[]])[] = [
  ['/items', ({ q = '' }) => [fill(catalogue.listJurisdictions), ...hits(q.trim())]],
  [
    '/items/:jurisdiction/:code',
    params => [
      fill(catalogue.readItem, { params }),
      fill(catalogue.canBeDoneHere, { params }),
      fill(catalogue.listJurisdictions),
      fill(catalogue.listStations),
    ],
  ],
  [
    '/listed/:jurisdiction/:code',
    params => [fill(catalogue.readListed, { params }), fill(catalogue.listJurisdictions)],
  ],
  [
    '/compare/:code/:mine/:theirs',
    ({ code, mine, theirs }) => [
      fill(catalogue.compareGuides, { params: { code }, query: { mine, theirs } }),
      fill(catalogue.listJurisdictions),
    ],
  ],
  ['/track/:code', ({ code }) => ofCode(track, code)],
  ['/verify/:code', ({ code }) => ofCode(verifyCertificate, code)],
]

/** The same of pages that show a stranger nothing but the way to sign in. */
const ownPages: typeof pages = [
  ['/my', () => ['all', 'ended'].map(view => fill(listCases, { query: { view, limit: 50 } }))],
]

/** What reads like JSON stands in quotes in an address of the router; it is seldom searched for, and asked for later. */
const hits = (q: string) => (/^["[{\d]/.test(q) ? [] : [fill(catalogue.searchCatalogue, { query: { q } })])

function ofCode(endpoint: typeof track | typeof verifyCertificate, typed = ''): string[] {
  const code = parseTrackingCode(typed)
  return code ? [fill(endpoint, { params: { code } })] : []
}

/**
 * The addresses that a page asks for as it opens: told beside the document, a browser fetches them while the program is still
 * on its way, instead of one after the other when it has come. Of a page not listed here it is the session alone.
 * `known`: somebody may be signed in.
 */
export function asksOf(path: string, words: Given, known: boolean): string[] {
  for (const [pattern, asks] of known ? [...pages, ...ownPages] : pages) {
    const parts = partsOf(pattern, path)
    if (parts) return [fill(readSession), ...asks({ ...words, ...parts })]
  }
  return [fill(readSession)]
}

/** The named parts of a path of the pattern's shape; undefined for any other, and for one that cannot be decoded. */
function partsOf(pattern: string, path: string): Record<string, string> | undefined {
  const [names, given] = [pattern.split('/'), path.split('/')]
  if (names.length !== given.length) return undefined
  const parts: Record<string, string> = {}
  for (const [at, name] of names.entries()) {
    const part = decoded(given[at] ?? '')
    if (name.startsWith(':') && part) parts[name.slice(1)] = part
    else if (name !== part) return undefined
  }
  return parts
}

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part)
  } catch {
    return undefined
  }
}
