import { useId } from 'react'
import { useLanguage, useWords } from '../../lib/i18n.ts'
import { Icon } from '../../ui/icons.tsx'
import { KeyHint } from '../../ui/KeyHint.tsx'
import { named } from '../catalogue/terms.ts'
import { goTo } from './places.ts'
import { type Intake, type Obstacle, submitForm } from './use-intake.ts'
import { intakeWords } from './words.ts'
import './handover.css'

/** 还差什么: what stands between the person and his receipt, each one key away; and the key that hands it in. */
export function Handover({
  intake,
  note,
  onNote,
}: {
  intake: Intake
  note: string
  onNote: (note: string) => void
}) {
  const t = useWords(intakeWords)
  const id = useId()
  const { obstacles, tried, busy, uploading } = intake
  return (
    <section className="lq-card lq-handover" aria-label={t('handover')}>
      {obstacles.length > 0 ? (
        <>
          <h2 aria-live="polite">{t('toDo', { count: obstacles.length })}</h2>
          <ul className={tried ? 'lq-handover-loud' : ''}>
            {obstacles.map(obstacle => (
              <li key={keyOf(obstacle)}>
                <button type="button" onClick={() => goTo(obstacle)}>
                  <Icon name="arrow" /> <Said obstacle={obstacle} />
                </button>
              </li>
            ))}
          </ul>
        </>
      ) : (
        <p className="lq-handover-ready">
          <Icon name="check" /> {t('allThere')}
        </p>
      )}
      <div className="lq-field">
        <label htmlFor={id}>{t('note')}</label>
        <textarea
          id={id}
          className="lq-input lq-textarea"
          rows={2}
          maxLength={400}
          value={note}
          placeholder={t('noteExample')}
          onChange={event => onNote(event.target.value)}
        />
      </div>
      <button
        type="button"
        className={`lq-button lq-handover-act ${obstacles.length === 0 ? 'lq-button--primary' : ''}`}
        disabled={busy || uploading}
        onClick={submitForm}
      >
        {busy ? `${t('receiving')}…` : uploading ? `${t('uploading')}…` : t('receive')}{' '}
        <KeyHint keys="ctrl+enter" />
      </button>
    </section>
  )
}

const keyOf = (obstacle: Obstacle) =>
  obstacle.kind === 'document'
    ? `document ${obstacle.code}`
    : obstacle.kind === 'condition'
      ? `condition ${obstacle.text}`
      : obstacle.kind

function Said({ obstacle }: { obstacle: Obstacle }) {
  const t = useWords(intakeWords)
  const language = useLanguage()
  switch (obstacle.kind) {
    case 'document':
      return t('lacksDocument', { name: named(obstacle, language) })
    case 'form':
      return t('lacksFields', { count: obstacle.count })
    case 'points':
      return t('lacksPoints', { count: obstacle.count })
    case 'condition':
      return t('lacksCondition', { text: obstacle.text })
    case 'consent':
      return t('lacksConsent')
    case 'unasked':
      return t('lacksPulls', { count: obstacle.count })
    case 'old-evidence':
      return t('lacksEvidence')
  }
}
