import type { CaseSummary, CaseView } from '@lianqiao/model/api/case-views.ts'
import { readCase } from '@lianqiao/model/api/cases.ts'
import { type ReactNode, useEffect, useState } from 'react'
import { useEndpoint } from '../../lib/endpoint.ts'
import { formatTime } from '../../lib/format.ts'
import { useLanguage, useWords } from '../../lib/i18n.ts'
import { useLatest } from '../../lib/latest.ts'
import { ClockBadge } from '../../ui/clock/ClockBadge.tsx'
import { ProblemAlert } from '../../ui/problem/ProblemAlert.tsx'
import { PhaseTag } from '../../ui/record/PhaseTag.tsx'
import { ActDialog } from '../cases/act/ActDialog.tsx'
import { CaseNumber } from '../cases/CaseNumber.tsx'
import { Sides } from '../cases/Sides.tsx'
import { toneOf } from '../cases/tone.ts'
import { named } from '../catalogue/terms.ts'
import { counterWords } from './words.ts'

/** The clerk's deed in a phase, where there is one. */
const deeds: Record<string, Deed['verb']> = { concluded: 'deliver', correcting: 'correct' }

/** What is to be done on a case, as its row was when it was wished for. */
export interface Deed {
  row: CaseSummary
  verb: 'deliver' | 'correct'
}

/** Cases as the window sees them: whose, what, how far, until when, and the one thing to do here. */
export function ReceivedTable({
  rows,
  own,
  onDeed,
  onChanged,
  onMissed,
  linkTo,
}: {
  rows: readonly CaseSummary[]
  own: string
  /** Somebody begins a deed. */
  onDeed: () => void
  /** A deed was done, here or by somebody else: the rows are to be looked at again. */
  onChanged: () => void
  /** The deed is not possible any more, as the case now shows. */
  onMissed: (deed: Deed, now: CaseView) => void
  linkTo: (id: string, children: ReactNode) => ReactNode
}) {
  const t = useWords(counterWords)
  const language = useLanguage()
  const [deed, setDeed] = useState<Deed>()
  return (
    <>
      <div className="lq-received-scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">{t('number')}</th>
              <th scope="col">{t('applicant')}</th>
              <th scope="col">{t('phase')}</th>
              <th scope="col">{t('clock')}</th>
              <th scope="col">{t('actions')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(row => {
              const verb = deeds[row.phase]
              return (
                <tr key={row.id}>
                  <td>
                    {linkTo(row.id, <CaseNumber id={row.id} />)}
                    <small>{formatTime(row.receivedAt, language)}</small>
                  </td>
                  <td>
                    <strong>{row.applicantName ?? t('hidden')}</strong>
                    <small>{named(row.item, language)}</small>
                  </td>
                  <td>
                    <PhaseTag phase={row.phaseWords} tone={toneOf(row, own)} />
                    <small>
                      <Sides summary={row} />
                    </small>
                  </td>
                  <td>
                    {row.clocks.map(clock => (
                      <span key={clock.name} className="lq-received-clock">
                        <span>{clock.title[language]}</span>
                        <ClockBadge reading={clock} layout="column" />
                      </span>
                    ))}
                  </td>
                  <td>
                    {verb && (
                      <button
                        type="button"
                        className="lq-button lq-received-deed"
                        aria-label={`${t(verb)} ${row.applicantName ?? row.id}`}
                        onClick={() => {
                          onDeed()
                          setDeed({ row, verb })
                        }}
                      >
                        {t(verb)}
                      </button>
                    )}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
      {deed && (
        <DeedDialog
          key={`${deed.row.id} ${deed.verb}`}
          {...deed}
          own={own}
          onChanged={onChanged}
          onMissed={now => {
            setDeed(undefined)
            onMissed(deed, now)
          }}
          onClose={() => setDeed(undefined)}
        />
      )}
    </>
  )
}

/** The step's own dialog, once the case is read as it stands now. */
function DeedDialog({
  row: { id },
  verb,
  own,
  onChanged,
  onMissed,
  onClose,
}: Deed & {
  own: string
  onChanged: () => void
  onMissed: (now: CaseView) => void
  onClose: () => void
}) {
  const { data, error, isFetchedAfterMount, refetch } = useEndpoint(
    readCase,
    { params: { id } },
    { anew: true },
  )
  // What was read some time ago stands here first; a step upon it would be refused.
  const now = isFetchedAfterMount && !error ? data : undefined
  const open = now?.choices.find(one => one.verb === verb && !one.refusal)
  // Once it is open it stays, with what was typed, also where somebody else is faster: the dialog says so.
  const [choice, setChoice] = useState(open)
  if (!choice && open) setChoice(open)
  const missed = useLatest(onMissed)
  useEffect(() => {
    if (now && !choice && !open) missed.current(now)
  }, [now, choice, open, missed])
  if (!data || !choice) return error ? <ProblemAlert problem={error} onRetry={() => void refetch()} /> : null
  return (
    <ActDialog
      view={data}
      choice={choice}
      own={own}
      onStale={() => void refetch()}
      onDone={() => {
        onClose()
        onChanged()
      }}
      onClose={onClose}
    />
  )
}
