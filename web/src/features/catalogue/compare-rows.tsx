import { comparedPoints } from '@lianqiao/model/catalogue/compare.ts'
import type { ItemVersion } from '@lianqiao/model/catalogue/item.ts'
import type { Fee } from '@lianqiao/model/catalogue/service.ts'
import type { Limit } from '@lianqiao/model/clocks/limits.ts'
import type { Language } from '@lianqiao/model/problems/problem.ts'
import type { ReactNode } from 'react'
import { say } from '../../lib/i18n.ts'
import type { CompareRow } from '../../ui/compare/CompareTable.tsx'
import { compareWords } from './compare-words.ts'
import { depthText, feeText, limitText, named, term, terms, visitsText } from './terms.ts'

type Points = ReadonlyMap<string, unknown>

/** Both guides as rows: one a point, and one a document, in which the lines that differ stand out. */
export function comparedRows(mine: ItemVersion, theirs: ItemVersion, language: Language): CompareRow[] {
  const [a, b] = [comparedPoints(mine), comparedPoints(theirs)]
  // `documents.lease.needed` and its siblings are one row, `documents.lease`.
  const groups = Map.groupBy(new Set([...a.keys(), ...b.keys()]), path =>
    path.startsWith('documents.') ? path.split('.').slice(0, 2).join('.') : path,
  )
  // Conditions have no names; where there are several, they are told apart by their number.
  const conditions = [...groups.keys()].filter(key => key.startsWith('conditions.'))
  const numbered = (key: string) =>
    conditions.length > 1 && conditions.includes(key) ? ` ${conditions.indexOf(key) + 1}` : ''
  return [...groups].map(([key, paths]) => {
    const differing = new Set(
      paths.filter(path => JSON.stringify(a.get(path)) !== JSON.stringify(b.get(path))),
    )
    const side = (points: Points) =>
      key.startsWith('documents.')
        ? documentCell(points, paths, differing, language)
        : (sentences(key, points.get(key)) ?? plainly(key, points.get(key), language))
    return {
      key,
      label: labelOf(key, mine, theirs, language) + numbered(key),
      mine: side(a),
      theirs: side(b),
      differs: differing.size > 0,
    }
  })
}

/**
 * What one side says about a document: in one line whether it is needed, brought and in which form, below it the rest.
 * Undefined where it does not ask for it.
 */
function documentCell(
  points: Points,
  paths: readonly string[],
  differing: ReadonlySet<string>,
  language: Language,
): ReactNode | undefined {
  const t = say(compareWords, language)
  if (!paths.some(path => points.has(path))) return undefined
  return (
    <ul className="lq-compare-lines">
      {paths.map(path => {
        const [field, value] = [path.split('.')[2] as 'standard', points.get(path)]
        if (value === undefined && !differing.has(path)) return null
        const classes = [short.has(field) && 'lq-compare-short', differing.has(path) && 'lq-compare-differs']
        return (
          <li key={path} className={classes.filter(Boolean).join(' ')}>
            {!short.has(field) && <span>{t(field)}</span>}
            {typeof value === 'boolean'
              ? t(value ? 'exempt' : 'brought')
              : (shown(value, language) ?? t('none'))}
          </li>
        )
      })}
    </ul>
  )
}

/** Fields whose words speak for themselves. */
const short: ReadonlySet<string> = new Set(['needed', 'exempt', 'original'])

function labelOf(path: string, mine: ItemVersion, theirs: ItemVersion, language: Language): string {
  const t = say(compareWords, language)
  const [part = '', key = ''] = path.split('.')
  const ofBoth = <T,>(list: (item: ItemVersion) => readonly T[]) => [...list(mine), ...list(theirs)]
  switch (part) {
    case 'documents': {
      const document = ofBoth(item => item.documents).find(d => d.code === key)
      return document ? named(document, language) : key
    }
    case 'results': {
      const result = ofBoth(item => item.results).find(r => r.code === key)
      return `${t('delivery')} · ${result ? named(result, language) : key}`
    }
    case 'specialProcedures':
      return ofBoth(item => item.specialProcedures).find(p => p.key === key)?.name ?? key
    case 'conditions':
      return t('condition')
    default:
      return t(path as 'kind')
  }
}

/** What a guide says in several sentences, each on its line; undefined for everything else. */
function sentences(path: string, value: unknown): ReactNode | undefined {
  const texts = path === 'refusals' ? ((value ?? []) as string[]) : []
  if (texts.length === 0) return undefined
  return (
    <ul className="lq-compare-lines">
      {texts.map(text => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  )
}

/** What has words of its own for people, and everything else. */
function plainly(path: string, value: unknown, language: Language): string | undefined {
  if (path === 'channels.onlineDepth' && value !== undefined) return depthText(value as 'Ⅰ级', language)
  if (path === 'visits.count' && typeof value === 'number') return visitsText(value, language)
  return shown(value, language)
}

/** A value of a guide in words; undefined where that side does not have it. */
function shown(value: unknown, language: Language): string | undefined {
  const t = say(compareWords, language)
  if (value === undefined) return undefined
  if (value === null) return t('none')
  if (typeof value === 'string') return term(value, language)
  if (Array.isArray(value)) return value.length > 0 ? terms(value as string[], language) : t('none')
  if (typeof value !== 'object') return String(value)
  return 'unit' in value ? limitText(value as Limit, language) : feeText(value as Fee, language)
}
