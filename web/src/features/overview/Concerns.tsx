import type { Overview } from '@lianqiao/model/api/admin.ts'
import type { ReactNode } from 'react'
import { formatDate, formatTime } from '../../lib/format.ts'
import { useLanguage, useWords } from '../../lib/i18n.ts'
import { Icon } from '../../ui/icons.tsx'
import { useJurisdictions } from '../catalogue/jurisdictions.ts'
import { ageOf } from '../exchange/age.ts'
import { type Concern, concernsOf } from './concerns.ts'
import { jobName, overviewWords } from './words.ts'

/** A link into the exchange. */
export type ExchangeLink = (
  search: { tab?: string; state?: string; peer?: string },
  children: ReactNode,
) => ReactNode

/** First of all, in one sentence: is all well? If not, each thing with what it means and the way to it. */
export function Concerns({ overview, exchangeLink }: { overview: Overview; exchangeLink: ExchangeLink }) {
  const t = useWords(overviewWords)
  const concerns = concernsOf(overview)
  if (concerns.length === 0)
    return (
      <section className="lq-card lq-well" role="status">
        <Icon name="check" />
        <div>
          <h2>{t('well')}</h2>
          <p>{t('wellText')}</p>
        </div>
      </section>
    )
  return (
    <section className="lq-card lq-concerns" role="status">
      <h2>
        <Icon name="warning" /> {t('concerns', { count: concerns.length })}
      </h2>
      <ul>
        {concerns.map(concern => (
          <Line key={JSON.stringify(concern)} concern={concern} exchangeLink={exchangeLink} />
        ))}
      </ul>
    </section>
  )
}

function Line({ concern, exchangeLink }: { concern: Concern; exchangeLink: ExchangeLink }) {
  const t = useWords(overviewWords)
  const { title, text } = useSentence(concern)
  return (
    <li>
      <div>
        <strong>{title}</strong>
        {text && <p>{text}</p>}
      </div>
      {concern.kind === 'link' && exchangeLink({}, t('see'))}
      {concern.kind === 'alarms' && exchangeLink({ tab: 'alarms' }, t('see'))}
      {(concern.kind === 'dead' || concern.kind === 'rejected') &&
        exchangeLink({ tab: 'messages', state: concern.state, peer: concern.peer }, t('see'))}
    </li>
  )
}

function useSentence(concern: Concern): { title: string; text?: string } {
  const t = useWords(overviewWords)
  const language = useLanguage()
  const { nameOf } = useJurisdictions()
  switch (concern.kind) {
    case 'never':
      return { title: t('concern.never'), text: t('concern.silentText') }
    case 'silent':
      return { title: t('concern.silent', { age: ageOf(concern.seconds, t) }), text: t('concern.silentText') }
    case 'clocks':
      return { title: t('concern.clocks', { count: concern.count }), text: t('concern.clocksText') }
    case 'refused':
      return { title: t('concern.refused', { count: concern.count, peer: nameOf(concern.peer ?? '') }) }
    case 'catchUp': {
      const since = t('concern.catchUpText', {
        time: formatTime(concern.since, language),
        count: concern.taken,
      })
      const text = concern.holds ? `${t('concern.catchUpHolds')} ${since}` : since
      return { title: t('concern.catchUp', { peer: nameOf(concern.peer) }), text }
    }
    case 'lag': {
      const places = { peer: nameOf(concern.peer), age: ageOf(concern.seconds, t) }
      return { title: t('concern.lag', places), text: t('concern.lagText') }
    }
    case 'link':
      return { title: t('concern.link', { peer: nameOf(concern.peer) }), text: t('concern.linkText') }
    case 'alarms':
    case 'dead':
    case 'rejected': {
      const places = { peer: nameOf(concern.peer), count: concern.count }
      return { title: t(`concern.${concern.kind}`, places), text: t(`concern.${concern.kind}Text`) }
    }
    case 'jobs': {
      const places = { job: jobName(concern.job, t), count: concern.count }
      return { title: t('concern.jobs', places), text: t('concern.jobsText') }
    }
    case 'directory': {
      const date = formatDate(concern.date, language)
      return { title: t('concern.directory', { date }), text: t('concern.directoryText') }
    }
  }
}
