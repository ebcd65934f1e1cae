import type { TrackedCase } from '@lianqiao/model/api/tracking.ts'
import { formatDate } from '../../lib/format.ts'
import { useLanguage, useWords } from '../../lib/i18n.ts'
import { Icon } from '../../ui/icons.tsx'
import { trackWords } from './words.ts'

/** 容缺材料: what the person promised to bring, each with its day if one was told; and what it means that the day is over. */
export function Awaited({ awaited }: { awaited: NonNullable<TrackedCase['awaited']> }) {
  const t = useWords(trackWords)
  const language = useLanguage()
  return (
    <section className="lq-track-todo">
      <h3>
        <Icon name="warning" /> {t(awaited.overdue ? 'awaitedOver' : 'awaited')}
      </h3>
      <ol>
        {awaited.documents.map(({ name, nameEn, until, letter }) => (
          <li key={name}>
            <strong>{language === 'en' ? nameEn : name}</strong>{' '}
            {until
              ? t(awaited.overdue ? 'awaitedWas' : 'awaitedBy', { date: formatDate(until, language) })
              : t('awaitedNoDay')}
            {letter && t('awaitedLetter')}
          </li>
        ))}
      </ol>
      <p>
        {awaited.overdue && <strong>{t('awaitedOverText')}</strong>} {t('awaitedHow')}
      </p>
    </section>
  )
}
