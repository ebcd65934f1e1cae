import type { CaseSummary, CaseView } from '@lianqiao/model/api/case-views.ts'
import { findCases, listCases } from '@lianqiao/model/api/cases.ts'
import type { SentQuery } from '@lianqiao/model/api/endpoint.ts'
import { type ReactNode, useRef, useState } from 'react'
import { useAction, useEndpoint } from '../../lib/endpoint.ts'
import { useWords } from '../../lib/i18n.ts'
import { nodeTime } from '../../lib/now.ts'
import { ProblemAlert } from '../../ui/problem/ProblemAlert.tsx'
import { EmptyState } from '../../ui/state/EmptyState.tsx'
import { LoadingState } from '../../ui/state/LoadingState.tsx'
import { FindCase } from '../cases/list/FindCase.tsx'
import { Missed } from './Missed.tsx'
import { type Deed, ReceivedTable } from './ReceivedTable.tsx'
import { counterWords } from './words.ts'
import '../cases/list/list.css'
import './received.css'

const views = ['today', 'toDeliver', 'toCorrect', 'all'] as const
type View = (typeof views)[number]

/**
 * 收件和送达: what this window received today, what waits to be handed over or corrected; or whatever any number, phone or
 * name finds. The clerk's two deeds – 送达 and 补正 – are taken from the row.
 */
export function Received({
  own,
  linkTo,
  toWindow,
}: {
  own: string
  linkTo: (id: string, children: ReactNode) => ReactNode
  /** Leads to where cases are received. */
  toWindow: (children: ReactNode) => ReactNode
}) {
  const t = useWords(counterWords)
  const [view, setView] = useState<View>('today')
  const { found, ask, isPending, error, leave } = useFound()
  const list = useEndpoint(listCases, { query: queryOf(view) }, { every: 20_000 })
  const rows = found ?? list.data?.cases
  // While another view is on its way, the former one still stands there.
  const isOld = !found && list.isPlaceholderData
  const [missed, setMissed] = useState<{ deed: Deed; now: CaseView }>()
  const lookAgain = () => {
    void list.refetch()
    ask()
  }
  return (
    <div className="lq-received">
      <header>
        <div>
          <h1>{t('received')}</h1>
          <p>{t('receivedLead')}</p>
        </div>
        <FindCase
          busy={isPending}
          onFind={text => {
            setMissed(undefined)
            ask(text)
          }}
        />
      </header>
      {/* biome-ignore lint/a11y/useSemanticElements: these switch one list, a fieldset would want a legend */}
      <div className="lq-received-views" role="group" aria-label={t('received')}>
        {views.map(one => (
          <button
            key={one}
            type="button"
            className="lq-button"
            aria-pressed={!found && view === one}
            onClick={() => {
              leave()
              setMissed(undefined)
              setView(one)
            }}
          >
            {t(one)}
          </button>
        ))}
        {found && <strong role="status">{t('found', { count: found.length })}</strong>}
      </div>
      {(error ?? list.error) && (
        <ProblemAlert problem={(error ?? list.error) as never} onRetry={() => void list.refetch()} />
      )}
      {missed && <Missed {...missed} linkTo={linkTo} />}
      {!rows && !list.error && <LoadingState shape="table" rows={8} />}
      {rows && (
        <section className={isOld ? 'lq-office-old' : undefined} aria-busy={isOld}>
          {rows.length > 0 ? (
            <ReceivedTable
              rows={rows}
              own={own}
              onDeed={() => setMissed(undefined)}
              onChanged={lookAgain}
              onMissed={(deed, now) => {
                setMissed({ deed, now })
                lookAgain()
              }}
              linkTo={linkTo}
            />
          ) : found ? (
            <EmptyState title={t('findNone')}>{t('findNoneText')}</EmptyState>
          ) : (
            <EmptyState
              title={t(`none.${view}`)}
              action={(view === 'today' || view === 'all') && toWindow(t('toWindow'))}
            >
              {t(`noneText.${view}`)}
            </EmptyState>
          )}
        </section>
      )}
    </div>
  )
}

/**
 * What was looked for, as it is now: asked again after a deed. An answer that comes when somebody has turned to another list
 * is not wanted any more.
 */
function useFound() {
  const asked = useRef<string>(undefined)
  const [found, setFound] = useState<readonly CaseSummary[]>()
  const find = useAction(findCases, {
    onDone: ({ cases }, { body }) => {
      if (body.text === asked.current) setFound(cases)
    },
  })
  return {
    found,
    /** Look for this; or again for the same. */
    ask: (text = asked.current) => {
      asked.current = text
      if (text !== undefined) find.mutate({ body: { text } })
    },
    isPending: find.isPending,
    error: find.error,
    leave: () => {
      asked.current = undefined
      setFound(undefined)
      find.reset()
    },
  }
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
