import { compareGuides } from '@lianqiao/model/api/catalogue.ts'
import { comparedPoints } from '@lianqiao/model/catalogue/compare.ts'
import type { ItemVersion } from '@lianqiao/model/catalogue/item.ts'
import type { Fee } from '@lianqiao/model/catalogue/service.ts'
import type { Limit } from '@lianqiao/model/clocks/limits.ts'
import type { Language } from '@lianqiao/model/problems/problem.ts'
import { useEndpoint } from '../../lib/endpoint.ts'
import { say, useLanguage } from '../../lib/i18n.ts'
import { type CompareRow, CompareTable } from '../../ui/compare/CompareTable.tsx'
import { ProblemAlert } from '../../ui/problem/ProblemAlert.tsx'
import { LoadingState } from '../../ui/state/LoadingState.tsx'
import { compareWords } from './compare-words.ts'
import { useJurisdictions } from './jurisdictions.ts'
import { feeText, limitText, named, term, terms } from './terms.ts'

/** 两地指南对照: what a person needs on either side, what differs marked; `mine` stands first. */
export function GuideCompare({ code, mine, theirs }: { code: string; mine: string; theirs: string }) {
  const language = useLanguage()
  const { nameOf, sideOf } = useJurisdictions()
  const { data, error, refetch } = useEndpoint(compareGuides, {
    params: { code },
    query: { mine, theirs },
  })
  if (error) return <ProblemAlert problem={error} onRetry={() => void refetch()} />
  if (!data) return <LoadingState />
  const side = (jurisdiction: string) => `${sideOf(jurisdiction)} ${nameOf(jurisdiction)}`
  return (
    <CompareTable
      caption={named(data.mine, language)}
      mine={side(mine)}
      theirs={side(theirs)}
      rows={rowsOf(data.mine, data.theirs, language)}
    />
  )
}

/** One row a point; the points of a document that only one side asks for are one row, its name. */
function rowsOf(mine: ItemVersion, theirs: ItemVersion, language: Language): CompareRow[] {
  const [a, b] = [comparedPoints(mine), comparedPoints(theirs)]
  const paths = [...new Set([...a.keys(), ...b.keys()])]
  const alone = new Set<string>()
  return paths.flatMap(path => {
    const [part = '', key = ''] = path.split('.')
    const group = `${part}.${key}`
    if (part === 'documents' && a.has(path) !== b.has(path)) {
      if (alone.has(group)) return []
      alone.add(group)
      const [has, lacks] = [a.has(path), undefined]
      const needed = term(documentOf(has ? mine : theirs, key)?.needed ?? '', language)
      return [
        row(
          group,
          documentName(mine, theirs, key, language),
          has ? needed : lacks,
          has ? lacks : needed,
          true,
        ),
      ]
    }
    const [x, y] = [a.get(path), b.get(path)]
    if (x === undefined && y === undefined) return []
    const differs = JSON.stringify(x) !== JSON.stringify(y)
    const label = labelOf(path, mine, theirs, language)
    return [row(path, label, shown(path, x, language), shown(path, y, language), differs)]
  })
}

const row = (
  key: string,
  label: string,
  mine: string | undefined,
  theirs: string | undefined,
  differs: boolean,
): CompareRow => ({ key, label, mine, theirs, differs })

const documentOf = (item: ItemVersion, code: string) =>
  item.documents.find(document => document.code === code)

function documentName(mine: ItemVersion, theirs: ItemVersion, code: string, language: Language): string {
  const document = documentOf(mine, code) ?? documentOf(theirs, code)
  return document ? named(document, language) : code
}

function labelOf(path: string, mine: ItemVersion, theirs: ItemVersion, language: Language): string {
  const t = say(compareWords, language)
  const [part = '', key = '', field = ''] = path.split('.')
  if (part === 'documents') return `${documentName(mine, theirs, key, language)} · ${t(field as 'needed')}`
  if (part === 'results') {
    const result = [...mine.results, ...theirs.results].find(r => r.code === key)
    return `${t('delivery')}${result ? ` · ${named(result, language)}` : ''}`
  }
  return t(part === 'conditions' ? 'condition' : (path as 'kind'))
}

/** A value of the guide in words; undefined where that side does not have it. */
function shown(path: string, value: unknown, language: Language): string | undefined {
  const t = say(compareWords, language)
  if (value === undefined) return undefined
  if (value === null) return t('none')
  if (typeof value === 'boolean') return t(value ? 'yes' : 'no')
  if (typeof value === 'string') return term(value, language)
  if (Array.isArray(value)) return terms(value as string[], language)
  if (path === 'fee') return feeText(value as Fee, language)
  return typeof value === 'object' ? limitText(value as Limit, language) : String(value)
}
