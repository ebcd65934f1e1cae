import type { OutputOf } from '@lianqiao/model/api/endpoint.ts'
import type { TrackedCase, track } from '@lianqiao/model/api/tracking.ts'
import type { ReactNode } from 'react'
import { formatDate, formatTime } from '../../lib/format.ts'
import { useLanguage, useWords } from '../../lib/i18n.ts'
import { Icon } from '../../ui/icons.tsx'
import { Awaited } from './Awaited.tsx'
import { lastDay, nextSentence, nowSentence } from './next.ts'
import { StageLine } from './StageLine.tsx'
import { trackWords } from './words.ts'

/** One case of the matter: where it stands, what comes next, what the person must do, what offices do meanwhile. */
export function TrackedCaseCard({
  one,
  en,
  nameOf,
  verifyLink,
  children,
}: {
  one: TrackedCase
  en: OutputOf<typeof track>['en']
  nameOf: (jurisdiction: string) => string
  verifyLink: (children: ReactNode) => ReactNode
  /** The rating. */
  children?: ReactNode
}) {
  const t = useWords(trackWords)
  const language = useLanguage()
  const deciding = nameOf(one.deciding)
  const next = nextSentence(one, deciding, language)
  return (
    <article className="lq-card lq-track-case">
      <header>
        <h2>{language === 'en' ? one.item.nameEn : one.item.name}</h2>
        <p className="lq-track-where">
          {one.receiving === one.deciding
            ? t('where', { deciding })
            : t('whereElse', { receiving: nameOf(one.receiving), deciding })}
          <br />
          {t('number')} <span className="lq-number">{one.id}</span>
        </p>
      </header>
      <StageLine one={one} />
      <p className="lq-track-now">{nowSentence(one, deciding, language)}</p>
      {next && one.phase !== 'correcting' && (
        <p className={`lq-track-next lq-track-next--${next.tone}`}>
          <Icon name={next.tone === 'over' ? 'warning' : next.tone === 'paused' ? 'pause' : 'clock'} />
          <span>{next.text}</span>
        </p>
      )}
      {one.awaited && <Awaited awaited={one.awaited} />}
      <Todo one={one} />
      {one.requests.length > 0 && (
        <div className="lq-track-requests">
          <ul>
            {one.requests.map(({ to, name, answered, urged }) => (
              <li key={`${to}${name}`}>
                <Icon name={answered ? 'check' : 'clock'} />
                <span>
                  {t(answered ? 'requestAnswered' : 'requestWaiting', {
                    ...{ name: (language === 'en' && en[name]) || name, to: nameOf(to) },
                  })}
                  {urged && !answered && <strong>{t('requestUrged')}</strong>}
                </span>
              </li>
            ))}
          </ul>
          <p>{t('requestsText')}</p>
        </div>
      )}
      {one.delivered?.postNumber && (
        <p className="lq-track-line">
          <Icon name="check" />
          <span>{t('posted', { number: one.delivered.postNumber })}</span>
        </p>
      )}
      {one.certificate && (
        <p className="lq-track-line">
          <Icon name="document" />
          <span>
            {t('certificate')}
            {verifyLink(t('certificateVerify'))}
            <br />
            <small>{t('certificateText')}</small>
          </span>
        </p>
      )}
      <Steps one={one} nameOf={nameOf} />
      {children}
    </article>
  )
}

/** 您需要做的: points to correct with their day, or the day to come back. Nothing is drawn where nothing is asked. */
function Todo({ one: { correction, refusal, decision } }: { one: TrackedCase }) {
  const t = useWords(trackWords)
  const language = useLanguage()
  if (correction)
    return (
      <section className="lq-track-todo">
        <h3>
          <Icon name="warning" /> {t('todo')}
        </h3>
        <ol>
          {correction.points.map(point => (
            <li key={point}>{point}</li>
          ))}
        </ol>
        <p>
          <strong>
            {correction.due === 'unknown'
              ? t('correctionUnknown')
              : t('correctionDue', { date: lastDay(correction.due, language) })}
          </strong>
          <br />
          {t('correctionHow')}
        </p>
      </section>
    )
  if (refusal)
    return (
      <section className={refusal.returnOn ? 'lq-track-todo' : 'lq-track-reason'}>
        <p>{t('reason', { text: refusal.reason })}</p>
        {refusal.returnOn && (
          <>
            <p>
              <strong>{t('returnOn', { date: formatDate(refusal.returnOn, language) })}</strong>
            </p>
            <p>{t('returnText')}</p>
          </>
        )}
      </section>
    )
  if (decision?.reason)
    return (
      <section className="lq-track-reason">
        <p>{t('reason', { text: decision.reason })}</p>
      </section>
    )
  return null
}

function Steps({ one, nameOf }: { one: TrackedCase; nameOf: (jurisdiction: string) => string }) {
  const t = useWords(trackWords)
  const language = useLanguage()
  return (
    <details className="lq-track-steps">
      <summary>{t('steps', { count: one.steps.length })}</summary>
      <ol>
        {one.steps.map(({ title, at, jurisdiction, by }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: steps are only ever added at the end
          <li key={i}>
            <strong>{title[language]}</strong>
            <span>
              <time dateTime={at}>{formatTime(at, language)}</time> ·{' '}
              {t(`by.${by}`, { side: nameOf(jurisdiction) })}
            </span>
          </li>
        ))}
      </ol>
    </details>
  )
}
