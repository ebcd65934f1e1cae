import { useId, useRef, useState } from 'react'
import { useWords } from '../../lib/i18n.ts'
import { Icon } from '../icons.tsx'
import { readDate } from './date.ts'
import { inputWords } from './words.ts'
import './date-input.css'

/**
 * A day, typed in any usual way – a clerk types eight digits faster than any calendar opens – or chosen in the browser's
 * own calendar. Shown as `2026-03-02` (GB/T 7408), whatever language the machine speaks. What is no date is told on as
 * it was typed, so that the form can say so.
 */
export function DateInput({
  value,
  onChange,
  id: given,
  disabled = false,
  required = false,
  onBlur,
  ...described
}: {
  value: string | undefined
  onChange: (date: string | undefined) => void
  id?: string
  disabled?: boolean
  required?: boolean
  onBlur?: () => void
  'aria-invalid'?: boolean
  'aria-describedby'?: string
}) {
  const t = useWords(inputWords)
  const own = useId()
  const id = given ?? own
  const picker = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState<string>()
  return (
    <div className="lq-date">
      <input
        id={id}
        className="lq-input"
        inputMode="numeric"
        autoComplete="off"
        placeholder={t('dateExample')}
        maxLength={20}
        disabled={disabled}
        required={required}
        value={typed ?? value ?? ''}
        {...described}
        onChange={event => {
          setTyped(event.target.value)
          onChange(readDate(event.target.value) ?? (event.target.value || undefined))
        }}
        onBlur={() => {
          setTyped(undefined)
          onBlur?.()
        }}
      />
      <button
        type="button"
        className="lq-button lq-button--quiet"
        aria-label={t('calendar')}
        disabled={disabled}
        onClick={() => picker.current?.showPicker()}
      >
        <Icon name="calendar" />
      </button>
      <input
        ref={picker}
        type="date"
        className="lq-date-picker"
        tabIndex={-1}
        aria-hidden="true"
        value={value ? (readDate(value) ?? '') : ''}
        onChange={event => onChange(event.target.value || undefined)}
      />
    </div>
  )
}
