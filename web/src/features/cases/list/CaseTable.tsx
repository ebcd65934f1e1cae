import type { CaseSummary } from '@lianqiao/model/api/case-views.ts'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { formatDate, formatTime } from '../../../lib/format.ts'
import { useHotkeys } from '../../../lib/hotkeys.ts'
import { useLanguage, useWords } from '../../../lib/i18n.ts'
import { ClockBadge } from '../../../ui/clock/ClockBadge.tsx'
import { Icon } from '../../../ui/icons.tsx'
import { PhaseTag } from '../../../ui/record/PhaseTag.tsx'
import { named } from '../../catalogue/terms.ts'
import { CaseNumber } from '../CaseNumber.tsx'
import { Sides } from '../Sides.tsx'
import { toneOf } from '../tone.ts'
import { caseWords } from '../words.ts'
import { CaseTableHead } from './CaseTableHead.tsx'
import type { CaseRow } from './use-case-list.ts'
import { listWords } from './words.ts'

/** Where the reader was in each list, for as long as the page lives: who comes back goes on there. */
const places = new Map<string, string>()

/**
 * Cases, dense: two lines to a row, one on a wide screen. j/k or the arrows move, Enter opens, and `name` remembers the place. Past the last
 * row `onEnd` is asked for more.
 */
export function CaseTable({
  name,
  own,
  rows,
  sorted,
  onOpen,
  onEnd,
  linkTo,
}: {
  name: string
  own: string
  rows: readonly CaseRow[]
  /** The column by which they stand, where they do. */
  sorted?: 'clocks'
  onOpen: (id: string) => void
  onEnd?: () => void
  /** A link to the case around its number. */
  linkTo: (id: string, children: ReactNode) => ReactNode
}) {
  const [at, setAt] = useState(() => places.get(name))
  const body = useRef<HTMLTableSectionElement>(null)
  const index = rows.findIndex(row => row.summary.id === at)
  useEffect(() => {
    if (at) places.set(name, at)
  }, [name, at])

  const move = (by: number) => {
    const next = rows[Math.max(0, Math.min(rows.length - 1, index + by))]
    if (next) {
      setAt(next.summary.id)
      body.current?.querySelector(`[data-id="${next.summary.id}"]`)?.scrollIntoView({ block: 'nearest' })
    }
    if (index + by >= rows.length - 1) onEnd?.()
  }
  const down = () => move(1)
  const up = () => move(-1)
  useHotkeys({
    j: down,
    k: up,
    arrowdown: down,
    arrowup: up,
    enter: event => {
      // A focused link or button does its own.
      if (event.target instanceof Element && event.target.closest('a, button')) {
        ;(event.target.closest('a, button') as HTMLElement).click()
      } else if (index >= 0 && at) onOpen(at)
    },
  })
  return (
    <div className="lq-cases-scroll">
      <table className="lq-cases">
        <CaseTableHead sorted={sorted} />
        <tbody ref={body}>
          {rows.map(({ summary, gone }) => (
            <tr
              key={summary.id}
              data-id={summary.id}
              aria-current={summary.id === at ? 'true' : undefined}
              className={gone ? 'lq-cases-gone' : undefined}
              onClick={event => {
                if (event.target instanceof Element && event.target.closest('a, button')) return
                setAt(summary.id)
                onOpen(summary.id)
              }}
            >
              <Cells summary={summary} own={own} gone={gone} linkTo={linkTo} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Cells({
  summary,
  own,
  gone,
  linkTo,
}: {
  summary: CaseSummary
  own: string
  gone: boolean
  linkTo: (id: string, children: ReactNode) => ReactNode
}) {
  const t = useWords(listWords)
  const c = useWords(caseWords)
  const language = useLanguage()
  return (
    <>
      <td>
        <div className="lq-cases-pair">
          {linkTo(summary.id, <CaseNumber id={summary.id} />)}
          <time dateTime={summary.receivedAt}>{formatTime(summary.receivedAt, language)}</time>
        </div>
      </td>
      <td className="lq-cases-what">
        <div className="lq-cases-pair">
          <span>{named(summary.item, language)}</span>
          <strong>{summary.applicantName ?? c('hidden')}</strong>
        </div>
      </td>
      <td>
        <div className="lq-cases-pair">
          <PhaseTag phase={summary.phaseWords} tone={toneOf(summary, own)} />
          <Sides summary={summary} />
        </div>
        {summary.openRequests > 0 && (
          <p className="lq-cases-asked">{c('requestsOpen', { count: summary.openRequests })}</p>
        )}
        {gone && <p className="lq-cases-left">{t('gone')}</p>}
      </td>
      <td className="lq-cases-clocks">
        {summary.clocks.length === 0 && !summary.awaited && (
          <span className="lq-cases-none">{t('noClock')}</span>
        )}
        {summary.awaited && <Awaited awaited={summary.awaited} />}
        {summary.clocks.map(clock => (
          <div key={clock.name}>
            <span>{clock.title[language]}</span>
            <ClockBadge reading={clock} layout="column" />
          </div>
        ))}
      </td>
    </>
  )
}

/** 容缺: by when the missing paper was promised, if a day could be told; once that day is over, with a sign. */
function Awaited({ awaited: { until, overdue } }: { awaited: NonNullable<CaseSummary['awaited']> }) {
  const t = useWords(listWords)
  const language = useLanguage()
  return (
    <div>
      <span>{t('awaited')}</span>
      <span className={overdue ? 'lq-cases-over' : undefined}>
        {overdue && <Icon name="warning" />}{' '}
        {until
          ? t(overdue ? 'awaitedOver' : 'awaitedBy', { date: formatDate(until, language) })
          : t('awaitedNoDay')}
      </span>
    </div>
  )
}
