import type { CaseView } from '@lianqiao/model/api/case-views.ts'
import type { ReactNode } from 'react'
import { formatTime } from '../../../lib/format.ts'
import { useLanguage, useWords } from '../../../lib/i18n.ts'
import { CopyButton } from '../../../ui/CopyButton.tsx'
import { ClockBadge } from '../../../ui/clock/ClockBadge.tsx'
import { sentencesOf } from '../../../ui/clock/sentence.ts'
import { PhaseTag } from '../../../ui/record/PhaseTag.tsx'
import { useJurisdictions } from '../../catalogue/jurisdictions.ts'
import { useNames } from '../../catalogue/names.ts'
import { named } from '../../catalogue/terms.ts'
import { CaseNumber } from '../CaseNumber.tsx'
import { Sides } from '../Sides.tsx'
import { toneOf } from '../tone.ts'
import { caseWords } from '../words.ts'
import { pageWords } from './words.ts'

/** What one must know of a case before anything else: what it is, whose, where it stands, how long there is. */
export function CaseHead({ view, own, guide }: { view: CaseView; own: string; guide: ReactNode }) {
  const t = useWords(pageWords)
  const c = useWords(caseWords)
  const language = useLanguage()
  const names = useNames()
  const { summary, applicant, station } = view
  return (
    <header className="lq-card lq-case-head">
      <div className="lq-case-title">
        <h1>{named(summary.item, language)}</h1>
        <PhaseTag phase={summary.phaseWords} tone={toneOf(summary, own)} />
      </div>
      <p className="lq-case-id">
        <CaseNumber id={summary.id} /> <CopyButton text={summary.id} /> {guide}
      </p>
      <dl className="lq-facts lq-case-facts">
        <Fact name={t('applicant')} wide>
          {applicant ? (
            <>
              <strong>{applicant.name}</strong> <span className="lq-number">{applicant.idNumber}</span>
              {applicant.phone && <span className="lq-number"> {applicant.phone}</span>}
            </>
          ) : (
            (summary.applicantName ?? t('noApplicant'))
          )}
        </Fact>
        <Fact name={t('sides')} wide>
          <Sides summary={summary} />
        </Fact>
        <Fact name={t('department')}>{names.department(summary.deciding, summary.department)}</Fact>
        <Fact name={t('mode')}>{c(`mode.${summary.mode}`)}</Fact>
        {station && <Fact name={t('station')}>{names.station(station)}</Fact>}
        <Fact name={t('receivedAt')}>
          <time dateTime={summary.receivedAt}>{formatTime(summary.receivedAt, language)}</time>
        </Fact>
      </dl>
      <Clocks view={view} />
    </header>
  )
}

/** Each clock that runs or stands still, large; with the day in words, not only when one points at it. */
function Clocks({ view }: { view: CaseView }) {
  const t = useWords(pageWords)
  const language = useLanguage()
  const { nameOf } = useJurisdictions()
  const running = view.clocks.filter(clock => clock.phase !== 'stopped')
  if (running.length === 0) return null
  const title = (name: string, words: string) => {
    const request = view.requests.find(r => name === `asked:${r.id}`)
    return request ? t('clockAt', { title: words, side: nameOf(request.to) }) : t('clockOf', { title: words })
  }
  return (
    <section className="lq-case-clocks" aria-label={t('clocks')}>
      {running.map(clock => (
        <div key={clock.name}>
          <h2>{title(clock.name, clock.title[language])}</h2>
          <ClockBadge reading={clock} />
          {sentencesOf(clock, language).map(({ which, more }) => (
            <p key={which}>{more}</p>
          ))}
        </div>
      ))}
    </section>
  )
}

function Fact({ name, wide = false, children }: { name: string; wide?: boolean; children: ReactNode }) {
  return (
    <div className={wide ? 'lq-facts-wide' : undefined}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
