import { listCases, readCase } from '@lianqiao/model/api/cases.ts'
import type { OutputOf } from '@lianqiao/model/api/endpoint.ts'
import type { TrackingCode } from '@lianqiao/model/identifiers/tracking-code.ts'
import type { ReactNode } from 'react'
import { useAction, useEndpoint } from '../../lib/endpoint.ts'
import { formatDate } from '../../lib/format.ts'
import { useLanguage, useWords } from '../../lib/i18n.ts'
import { ClockBadge } from '../../ui/clock/ClockBadge.tsx'
import { Icon } from '../../ui/icons.tsx'
import { ProblemAlert } from '../../ui/problem/ProblemAlert.tsx'
import { EmptyState } from '../../ui/state/EmptyState.tsx'
import { LoadingState } from '../../ui/state/LoadingState.tsx'
import { waitedFor } from './next.ts'
import { trackWords } from './words.ts'

/** 我的办件: what a signed-in person has applied for, running and ended; each leads to its tracking page. */
export function MyCases({
  onTrack,
  ways,
  children,
}: {
  onTrack: (code: TrackingCode) => void
  /** Where to go on, where there is no case. */
  ways: ReactNode
  /** What stands below the cases; it comes with them, so that it does not jump. */
  children: ReactNode
}) {
  const t = useWords(trackWords)
  const language = useLanguage()
  const running = useEndpoint(listCases, { query: { view: 'all', limit: 50 } })
  const ended = useEndpoint(listCases, { query: { view: 'ended', limit: 50 } })
  const open = useAction(readCase, { onDone: ({ trackingCode }) => trackingCode && onTrack(trackingCode) })
  const refused = [running, ended].filter(list => list.error)
  const problem = refused[0]?.error && (
    <ProblemAlert
      problem={refused[0].error}
      onRetry={() => {
        for (const list of refused) void list.refetch()
      }}
    />
  )
  if (!running.data || !ended.data)
    return (
      <>
        <h1>{t('mine')}</h1>
        {problem ?? <LoadingState shape="cards" rows={4} />}
        {problem && children}
      </>
    )
  const cases = [...running.data.cases, ...ended.data.cases]
    // Where something is to be done by the person comes first.
    .toSorted((a, b) => Number(b.phase === 'correcting') - Number(a.phase === 'correcting'))
  return (
    <>
      <h1>{t('mine')}</h1>
      {problem ?? (open.error && <ProblemAlert problem={open.error} />)}
      {cases.length === 0 && (
        <EmptyState title={t('mineNone')} action={ways}>
          {t('mineNoneText')}
        </EmptyState>
      )}
      {cases.length > 0 && (
        <div className="lq-my-cases">
          {cases.map(one => (
            <article key={one.id} className="lq-card lq-my-case">
              <div>
                <h2>{language === 'en' ? one.item.nameEn : one.item.name}</h2>
                <p className="lq-my-since">
                  <strong>{one.phaseWords[language]}</strong>
                  <span>{t('mineSince', { date: formatDate(one.receivedAt, language) })}</span>
                </p>
                {one.phase === 'correcting' && (
                  <p className="lq-my-todo">
                    <Icon name="warning" /> {t('mineTodo')}
                  </p>
                )}
                <Waiting one={one} />
              </div>
              <button
                type="button"
                className={`lq-button lq-button--large ${one.phase === 'correcting' ? 'lq-button--primary' : ''}`}
                disabled={open.isPending}
                onClick={() => open.mutate({ params: { id: one.id } })}
              >
                {t('mineOpen')}
              </button>
            </article>
          ))}
        </div>
      )}
      {children}
    </>
  )
}

function Waiting({ one: { clocks } }: { one: OutputOf<typeof listCases>['cases'][number] }) {
  const language = useLanguage()
  const clock = waitedFor(clocks)
  if (!clock) return null
  return (
    <p className="lq-my-clock">
      {clock.title[language]} <ClockBadge reading={clock} />
    </p>
  )
}
