import { useId, useState } from 'react'
import { formatDate } from '../../lib/format.ts'
import { useLanguage, useWords } from '../../lib/i18n.ts'
import { Icon } from '../icons.tsx'
import { checkIdCard, cleanIdCard } from './id-card.ts'
import { inputWords } from './words.ts'
import './id-card-input.css'

/**
 * 公民身份号码, checked as it is typed; sex and birth date come from it. Once it is right and the cursor leaves, the
 * middle is hidden: others stand at the counter too. The eye shows it again; the keys need no eye, for the field shows
 * it while the cursor is in it, and Tab – a card reader’s too – leads on to the name.
 */
export function IdCardInput({
  value,
  onChange,
  id: given,
  disabled = false,
  required = false,
  describedBy,
  onBlur,
}: {
  value: string
  onChange: (id: string) => void
  id?: string
  disabled?: boolean
  required?: boolean
  describedBy?: string | undefined
  onBlur?: () => void
}) {
  const t = useWords(inputWords)
  const language = useLanguage()
  const own = useId()
  const id = given ?? own
  const [editing, setEditing] = useState(false)
  const [shown, setShown] = useState(false)
  const check = checkIdCard(value)
  const masked = check.state === 'valid' && !editing && !shown
  const wrong = check.state === 'shape' || check.state === 'wrong' || (check.state === 'typing' && !editing)
  return (
    <div className="lq-id-card">
      <div className="lq-id-card-line">
        <input
          id={id}
          className="lq-input lq-number"
          value={masked ? check.masked : value}
          inputMode="text"
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={24}
          disabled={disabled}
          required={required}
          aria-invalid={wrong}
          aria-describedby={[`${id}-check`, describedBy].filter(Boolean).join(' ')}
          onFocus={() => setEditing(true)}
          onBlur={() => {
            setEditing(false)
            onBlur?.()
          }}
          onChange={event => onChange(cleanIdCard(event.target.value).slice(0, 18))}
        />
        {check.state === 'valid' && (
          <button
            type="button"
            className="lq-button lq-button--quiet"
            tabIndex={-1}
            aria-pressed={shown}
            aria-label={t(shown ? 'idHide' : 'idShow')}
            onClick={() => setShown(!shown)}
          >
            <Icon name="eye" />
          </button>
        )}
      </div>
      <p id={`${id}-check`} className={wrong ? 'lq-fault' : 'lq-id-card-note'} aria-live="polite">
        {wrong && <Icon name="warning" />}
        {check.state === 'typing' && t('idLength', { count: check.count })}
        {check.state === 'shape' && t('idShape')}
        {check.state === 'wrong' && t('idWrong')}
        {check.state === 'valid' && (
          <>
            <Icon name="check" /> {t(check.sex)} ·{' '}
            {t('born', { date: formatDate(check.birthDate, language) })}
          </>
        )}
      </p>
    </div>
  )
}
