import { maskName } from '@lianqiao/model/counters/queue.ts'
import { useState } from 'react'
import { formatTime } from '../../lib/format.ts'
import { useLanguage, useWords } from '../../lib/i18n.ts'
import { ConfirmAction } from '../../ui/ConfirmAction.tsx'
import { Icon } from '../../ui/icons.tsx'
import type { Visit } from './visit.ts'
import { counterWords } from './words.ts'
import './desk.css'

/** 未办完的: visits that the clerk began and may go on with; others in the room read the screen, so names are masked. */
export function Unfinished({
  visits,
  onOpen,
  onDrop,
}: {
  visits: readonly Visit[]
  onOpen: (id: string) => void
  /** Give one up: what was kept of it is deleted. */
  onDrop: (id: string) => void
}) {
  const t = useWords(counterWords)
  const language = useLanguage()
  const [dropping, setDropping] = useState<Visit>()
  if (visits.length === 0) return null
  return (
    <section className="lq-card lq-unfinished" aria-label={t('unfinished')}>
      <h2>
        {t('unfinished')} <span className="lq-tag">{visits.length}</span>
      </h2>
      <p>{t('unfinishedText')}</p>
      <ul>
        {visits.map(visit => (
          <li key={visit.id}>
            <span>
              <strong>{maskName(visit.person?.name ?? '')}</strong> {titleOf(visit, language)}
              <small>{formatTime(visit.startedAt, language)}</small>
            </span>
            <button type="button" className="lq-button" onClick={() => onOpen(visit.id)}>
              {t('goOn')}
            </button>
            <button
              type="button"
              className="lq-button lq-button--quiet"
              aria-label={`${t('giveUp')} ${maskName(visit.person?.name ?? '')} ${titleOf(visit, language)}`}
              onClick={() => setDropping(visit)}
            >
              <Icon name="cross" />
            </button>
          </li>
        ))}
      </ul>
      <ConfirmAction
        open={dropping !== undefined}
        title={t('giveUp')}
        act={t('giveUp')}
        danger
        onConfirm={() => {
          if (dropping) onDrop(dropping.id)
          setDropping(undefined)
        }}
        onCancel={() => setDropping(undefined)}
      >
        {t('giveUpText')}
      </ConfirmAction>
    </section>
  )
}

/** What the visit is about, by the name that was kept with it. */
export function titleOf(visit: Visit, language: 'zh' | 'en'): string {
  return visit.matter?.title[language] ?? ''
}
