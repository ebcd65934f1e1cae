import type { CaseSummary } from '@lianqiao/model/api/case-views.ts'
import { findCases, listCases } from '@lianqiao/model/api/cases.ts'
import type { SentQuery } from '@lianqiao/model/api/endpoint.ts'
import { type ReactNode, useState } from 'react'
import { useAction, useEndpoint } from '../../lib/endpoint.ts'
import { useWords } from '../../lib/i18n.ts'
import { ProblemAlert } from '../../ui/problem/ProblemAlert.tsx'
import { EmptyState } from '../../ui/state/EmptyState.tsx'
import { LoadingState } from '../../ui/state/LoadingState.tsx'
import { FindCase } from '../cases/list/FindCase.tsx'
import { ReceivedTable } from './ReceivedTable.tsx'
import { counterWords } from './words.ts'
import '../cases/list/list.css'
import './received.css'
import { nodeTime } from '../../lib/now.ts'

const views = ['today', 'toDeliver', 'toCorrect', 'all'] as const
type View = (typeof views)[number]

/**
 * 收件和送达: what this window received today, what waits to be handed over or corrected; or whatever any number, phone or
 * name finds. The clerk's two deeds – 送达 and 补正 – are taken from the row.
 */
export function Received({
  own,
  linkTo,
}: {
  own: string
  linkTo: (id: string, children: ReactNode) => ReactNode
}) {
  const t = useWords(counterWords)
  const [view, setView] = useState<View>('today')
  const find = useAction(findCases)
  const list = useEndpoint(listCases, { query: queryOf(view) }, { every: 20_000 })
  const rows = find.data?.cases ?? list.data?.cases
  return (
    <div className="lq-received">
      <header>
        <div>
          <h1>{t('received')}</h1>
          <p>{t('receivedLead')}</p>
        </div>
        <FindCase busy={find.isPending} onFind={text => find.mutate({ body: { text } })} />
      </header>
      {/* biome-ignore lint/a11y/useSemanticElements: these switch one list, a fieldset would want a legend */}
      <div className="lq-received-views" role="group" aria-label={t('received')}>
        {views.map(one => (
          <button
            key={one}
            type="button"
            className="lq-button"
            aria-pressed={!find.data && view === one}
            onClick={() => {
              find.reset()
              setView(one)
            }}
          >
            {t(one)}
          </button>
        ))}
        {find.data && <strong role="status">{t('found', { count: find.data.cases.length })}</strong>}
      </div>
      {(find.error ?? list.error) && (
        <ProblemAlert problem={(find.error ?? list.error) as never} onRetry={() => void list.refetch()} />
      )}
      {!rows && !list.error && <LoadingState rows={8} />}
      {rows && <Rows rows={rows} found={find.data !== undefined} own={own} linkTo={linkTo} />}
    </div>
  )
}

function Rows({
  rows,
  found,
  ...table
}: {
  rows: readonly CaseSummary[]
  found: boolean
  own: string
  linkTo: (id: string, children: ReactNode) => ReactNode
}) {
  const t = useWords(counterWords)
  if (rows.length === 0)
    return found ? (
      <EmptyState title={t('findNone')}>{t('findNoneText')}</EmptyState>
    ) : (
      <EmptyState title={t('noCases')}>{t('noCasesText')}</EmptyState>
    )
  return <ReceivedTable rows={rows} {...table} />
}

function queryOf(view: View): SentQuery<typeof listCases> {
  const most = { view: 'all', limit: 200 } as const
  switch (view) {
    case 'today':
      return { ...most, receivedSince: startOfDay(nodeTime()) as never }
    case 'toDeliver':
      return { ...most, phase: 'concluded' }
    case 'toCorrect':
      return { ...most, phase: 'correcting' }
    case 'all':
      return most
  }
}

/** Midnight by the wall clock of the offices (东八区), as an instant. */
function startOfDay(now: Date): string {
  const day = new Date(now.getTime() + 8 * 60 * 60 * 1000).toISOString().slice(0, 10)
  return new Date(`${day}T00:00:00+08:00`).toISOString()
}
