import { findCases } from '@lianqiao/model/api/cases.ts'
import type { ReactNode } from 'react'
import { useAction } from '../../../lib/endpoint.ts'
import { useHotkeys } from '../../../lib/hotkeys.ts'
import { useWords } from '../../../lib/i18n.ts'
import { KeyHint } from '../../../ui/KeyHint.tsx'
import { ProblemAlert } from '../../../ui/problem/ProblemAlert.tsx'
import { EmptyState } from '../../../ui/state/EmptyState.tsx'
import { CaseFilters } from './CaseFilters.tsx'
import { CaseTable } from './CaseTable.tsx'
import { FindCase } from './FindCase.tsx'
import { LoadingCases } from './LoadingCases.tsx'
import { type CaseFilter, pageSize, useCaseList } from './use-case-list.ts'
import { listWords } from './words.ts'
import './list.css'

/** 办件列表: what waits for the reader, with its clocks; the most urgent first. */
export function CaseList({
  own,
  mayFind,
  filter,
  onFilter,
  onOpen,
  linkTo,
}: {
  own: string
  mayFind: boolean
  filter: CaseFilter
  onFilter: (filter: CaseFilter) => void
  onOpen: (id: string) => void
  linkTo: (id: string, children: ReactNode) => ReactNode
}) {
  const t = useWords(listWords)
  const find = useAction(findCases)
  const list = useCaseList(filter)
  const table = { own, onOpen, linkTo }
  return (
    <div className="lq-office">
      <header className="lq-office-head">
        <h1>{t('title')}</h1>
        {mayFind && <FindCase busy={find.isPending} onFind={text => find.mutate({ body: { text } })} />}
      </header>
      {find.error && <ProblemAlert problem={find.error} />}
      {find.data ? (
        <section aria-live="polite">
          <p className="lq-office-bar">
            {find.data.cases.length > 0 && <strong>{t('found', { count: find.data.cases.length })}</strong>}
            <button type="button" className="lq-button" onClick={() => find.reset()}>
              {t('findAgain')}
            </button>
          </p>
          {find.data.cases.length > 0 ? (
            <CaseTable
              key="found"
              name="found"
              rows={find.data.cases.map(summary => ({ summary, gone: false }))}
              {...table}
            />
          ) : (
            <EmptyState title={t('foundNone')}>{t('foundNoneText')}</EmptyState>
          )}
        </section>
      ) : (
        <>
          <CaseFilters filter={filter} seen={list.rows.map(row => row.summary)} onChange={onFilter} />
          <Listed list={list} filter={filter} onFilter={onFilter} {...table} />
        </>
      )}
    </div>
  )
}

function Listed({
  list,
  filter,
  onFilter,
  ...table
}: {
  list: ReturnType<typeof useCaseList>
  filter: CaseFilter
  onFilter: (filter: CaseFilter) => void
} & Omit<Parameters<typeof CaseTable>[0], 'name' | 'rows' | 'sorted' | 'onEnd'>) {
  const t = useWords(listWords)
  const { rows, newcomers, error } = list
  useHotkeys({ r: list.renew })
  const more = list.hasMore && !list.isFetchingMore ? list.more : undefined
  const hasChanged = newcomers > 0 || rows.some(row => row.gone)
  const sorted = filter.view === 'ended' ? undefined : 'clocks'
  if (list.isPending) return <LoadingCases sorted={sorted} />
  return (
    <section className={list.isOld ? 'lq-office-old' : undefined} aria-busy={list.isOld}>
      {error && <ProblemAlert problem={error} onRetry={list.renew} />}
      {rows.length === 0 && newcomers === 0 && !error && <Nothing filter={filter} onFilter={onFilter} />}
      <div role="status">
        {hasChanged && (
          <button type="button" className="lq-button lq-office-changed" onClick={list.renew}>
            {newcomers > 0 ? t('changed', { count: newcomers }) : t('changedGone')} <KeyHint keys="r" />
          </button>
        )}
      </div>
      {rows.length > 0 && (
        <>
          <CaseTable
            key={JSON.stringify(filter)}
            name={JSON.stringify(filter)}
            rows={rows}
            {...(sorted ? { sorted } : {})}
            {...(more ? { onEnd: more } : {})}
            {...table}
          />
          <p className="lq-office-foot">
            {list.hasMore ? (
              <button type="button" className="lq-button" disabled={!more} onClick={more}>
                {t('more', { count: pageSize })}
              </button>
            ) : (
              <span>{t('whole', { count: rows.length })}</span>
            )}
            <span className="lq-office-keys">
              <KeyHint keys="j" /> <KeyHint keys="k" /> <KeyHint keys="enter" /> {t('keys')}
            </span>
          </p>
        </>
      )}
      {!list.awake && <p className="lq-office-paused">{t('paused')}</p>}
    </section>
  )
}

function Nothing({ filter, onFilter }: { filter: CaseFilter; onFilter: (filter: CaseFilter) => void }) {
  const t = useWords(listWords)
  if (filter.item || filter.phase || filter.overdue)
    return (
      <EmptyState
        title={t('emptyFiltered')}
        action={
          <button type="button" className="lq-button" onClick={() => onFilter({ view: filter.view })}>
            {t('clearFilter')}
          </button>
        }
      />
    )
  if (filter.view === 'work') return <EmptyState title={t('emptyWork')}>{t('emptyWorkText')}</EmptyState>
  return <EmptyState title={t(filter.view === 'all' ? 'emptyAll' : 'emptyEnded')} />
}
