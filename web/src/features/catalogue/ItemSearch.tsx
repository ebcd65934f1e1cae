import { fill } from '@lianqiao/model/api/address.ts'
import { type SearchHit, searchCatalogue } from '@lianqiao/model/api/catalogue.ts'
import { useInfiniteQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { answeredAhead } from '../../lib/ahead.ts'
import { type Answer, call } from '../../lib/api.ts'
import { useHotkeys } from '../../lib/hotkeys.ts'
import { useWords } from '../../lib/i18n.ts'
import { asProblem } from '../../lib/problem.ts'
import { Icon } from '../../ui/icons.tsx'
import { KeyHint } from '../../ui/KeyHint.tsx'
import { ProblemAlert } from '../../ui/problem/ProblemAlert.tsx'
import { EmptyState } from '../../ui/state/EmptyState.tsx'
import { LoadingState } from '../../ui/state/LoadingState.tsx'
import { HitLine } from './HitLine.tsx'
import { useJurisdictions } from './jurisdictions.ts'
import { catalogueWords } from './words.ts'
import './search.css'

/**
 * 查事项: type and see, in both provinces, from the second letter on. The cursor stays in the box; arrow keys walk the
 * hits, Enter takes one (WAI-ARIA combobox with a list below). `/` comes back to the box from anywhere.
 */
export function ItemSearch({
  onChoose,
  initial = '',
  onAsk,
  unasked,
}: {
  onChoose: (hit: SearchHit) => void
  /** What is typed at first. */
  initial?: string
  /** Told what is asked, once it has settled: for the address of the page. */
  onAsk?: (q: string) => void
  /** Offered before anything is asked, under its title; left out, the whole list stands there. */
  unasked?: { title: string; hits: readonly SearchHit[] }
}) {
  const t = useWords(catalogueWords)
  const id = useId()
  const box = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState(initial)
  const [jurisdiction, setJurisdiction] = useState('')
  const [active, setActive] = useState(0)
  const q = useSettled(typed.trim(), 180)
  const { all, nameOf } = useJurisdictions()
  const { data, error, isFetching, isPlaceholderData, hasNextPage, fetchNextPage, refetch } = useHits(
    q,
    jurisdiction,
    unasked === undefined || q !== '' || jurisdiction !== '',
  )
  const offered = q === '' && jurisdiction === '' ? unasked : undefined
  const hits = offered?.hits ?? data?.pages.flatMap(page => page.hits) ?? []
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new question begins at its first hit
  useEffect(() => setActive(0), [q, jurisdiction])
  // biome-ignore lint/correctness/useExhaustiveDependencies: told when the question changes, not when the listener does
  useEffect(() => onAsk?.(q), [q])
  useHotkeys({ '/': () => box.current?.focus() })
  // Fast fingers strike Enter before the answer is there: it takes the first of what was asked, never of what stood there.
  const answered = typed.trim() === q && (offered !== undefined || (data !== undefined && !isPlaceholderData))
  const [hasty, setHasty] = useState(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the answer has come
  useEffect(() => {
    if (!hasty || !answered) return
    setHasty(false)
    if (hits[0]) onChoose(hits[0])
  }, [hasty, answered])

  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const hit = hits[active]
    if (event.key === 'ArrowDown') setActive(at => Math.min(at + 1, hits.length - 1))
    else if (event.key === 'ArrowUp') setActive(at => Math.max(at - 1, 0))
    else if (event.key === 'Enter' && !answered) setHasty(true)
    else if (event.key === 'Enter' && hit) onChoose(hit)
    else return
    event.preventDefault()
  }

  const askForAll = () => {
    setTyped('')
    setJurisdiction('')
    box.current?.focus()
  }

  return (
    <search className="lq-search">
      <label htmlFor={id}>{t('searchLabel')}</label>
      <div className="lq-search-line">
        <Icon name="search" />
        <input
          ref={box}
          id={id}
          className="lq-input lq-input--large"
          role="combobox"
          aria-expanded={hits.length > 0}
          aria-controls={`${id}-hits`}
          aria-autocomplete="list"
          aria-activedescendant={hits[active] ? `${id}-${active}` : undefined}
          autoComplete="off"
          maxLength={100}
          placeholder={t('searchExample')}
          value={typed}
          onChange={event => {
            setTyped(event.target.value)
            setHasty(false)
          }}
          onKeyDown={press}
        />
        <select
          className="lq-select lq-select--large"
          aria-label={t('area')}
          value={jurisdiction}
          onChange={event => setJurisdiction(event.target.value)}
        >
          <option value="">{t('allPlaces')}</option>
          {all.map(({ code }) => (
            <option key={code} value={code}>
              {nameOf(code)}
            </option>
          ))}
        </select>
      </div>
      <p className="lq-search-hint">
        <span className="lq-search-keys">
          <KeyHint keys="/" /> {t('keys')}
        </span>
        <span role="status" className="lq-hidden">
          {isFetching ? t('searching') : `${t('hits')} ${hits.length}`}
        </span>
      </p>
      {error && <ProblemAlert problem={asProblem(error)} onRetry={() => void refetch()} />}
      {offered && offered.hits.length > 0 && <p className="lq-search-offered">{offered.title}</p>}
      {!error && !offered && !data && <LoadingState shape="entries" rows={6} />}
      {!error && !offered && data && hits.length === 0 && (
        <EmptyState
          title={t('none', { q })}
          action={
            <button type="button" className="lq-button" onClick={askForAll}>
              {t('showAll')}
            </button>
          }
        >
          {t('noneText')}
        </EmptyState>
      )}
      <div
        id={`${id}-hits`}
        role="listbox"
        aria-label={t('hits')}
        aria-busy={!answered && !error}
        className="lq-hits"
        tabIndex={-1}
      >
        {hits.map((hit, i) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled where the cursor is, in the box
          <div
            key={`${hit.jurisdiction} ${hit.code}`}
            id={`${id}-${i}`}
            role="option"
            aria-selected={i === active}
            tabIndex={-1}
            className="lq-hit"
            onClick={() => onChoose(hit)}
            ref={option => {
              if (i === active && active > 0) option?.scrollIntoView({ block: 'nearest' })
            }}
          >
            <HitLine hit={hit} />
          </div>
        ))}
      </div>
      {!offered && hasNextPage && (
        <button type="button" className="lq-button" onClick={() => void fetchNextPage()}>
          {t('more')}
        </button>
      )}
    </search>
  )
}

function useHits(q: string, jurisdiction: string, enabled: boolean) {
  const queryOf = (after: string) => ({
    ...(q ? { q } : {}),
    ...(jurisdiction ? { jurisdiction } : {}),
    ...(after ? { after } : {}),
  })
  return useInfiniteQuery({
    queryKey: [searchCatalogue.name, q, jurisdiction],
    initialPageParam: '',
    initialData: () => {
      const first = answeredAhead(fill(searchCatalogue, { query: queryOf('') }))
      return first ? { pages: [first as Answer<typeof searchCatalogue>], pageParams: [''] } : undefined
    },
    queryFn: ({ pageParam, signal }) => call(searchCatalogue, { query: queryOf(pageParam), signal }),
    getNextPageParam: page => page.next,
    placeholderData: previous => previous,
    enabled,
  })
}

/** A value once it has stood still for `ms`, so that not every letter asks the server. */
function useSettled(value: string, ms: number): string {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms)
    return () => clearTimeout(timer)
  }, [value, ms])
  return settled
}
