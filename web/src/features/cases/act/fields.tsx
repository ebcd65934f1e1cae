import { createContext, type ReactNode, useContext, useId } from 'react'
import { useWords } from '../../../lib/i18n.ts'
import { Icon } from '../../../ui/icons.tsx'
import { DateInput } from '../../../ui/input/DateInput.tsx'
import { actWords } from './words.ts'

/** What is wrong, by JSON Pointer into the body; fields find their own. */
export const Faults = createContext<Readonly<Record<string, string>>>({})

interface FieldProps {
  label: string
  /** JSON Pointer into the body. */
  at: string
  hint?: string
  optional?: boolean
}

/** A label, a field and what is wrong with it. `children` is given the ids that tie them together. */
function Field({
  label,
  at,
  hint,
  optional,
  children,
}: FieldProps & { children: (ties: Ties) => ReactNode }) {
  const t = useWords(actWords)
  const id = useId()
  const fault = useContext(Faults)[at]
  const described = [hint && `${id}-hint`, fault && `${id}-fault`].filter(Boolean).join(' ')
  return (
    <div className="lq-field">
      <label htmlFor={id}>
        {label} {optional && <small className="lq-optional">{t('optional')}</small>}
      </label>
      {hint && (
        <p id={`${id}-hint`} className="lq-field-hint">
          {hint}
        </p>
      )}
      {children({
        id,
        'aria-invalid': fault !== undefined,
        ...(described ? { 'aria-describedby': described } : {}),
      })}
      {fault && (
        <p id={`${id}-fault`} className="lq-fault">
          <Icon name="warning" /> {fault}
        </p>
      )}
    </div>
  )
}

interface Ties {
  id: string
  'aria-invalid': boolean
  'aria-describedby'?: string
}

export function TextField({
  value,
  onChange,
  limit,
  ...field
}: FieldProps & { value: string; onChange: (value: string) => void; limit: number }) {
  return (
    <Field {...field}>
      {ties => (
        <input
          {...ties}
          className="lq-input"
          value={value}
          maxLength={limit}
          autoComplete="off"
          onChange={event => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}

export function TextArea({
  value,
  onChange,
  limit,
  rows = 3,
  ...field
}: FieldProps & { value: string; onChange: (value: string) => void; limit: number; rows?: number }) {
  return (
    <Field {...field}>
      {ties => (
        <textarea
          {...ties}
          className="lq-input"
          value={value}
          rows={rows}
          maxLength={limit}
          onChange={event => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}

export function DayField({
  value,
  onChange,
  ...field
}: FieldProps & { value: string; onChange: (value: string) => void }) {
  return (
    <Field {...field}>
      {ties => <DateInput {...ties} value={value || undefined} onChange={day => onChange(day ?? '')} />}
    </Field>
  )
}

export function SelectField({
  value,
  onChange,
  choices,
  ...field
}: FieldProps & {
  value: string
  onChange: (value: string) => void
  choices: readonly { value: string; name: string }[]
}) {
  const t = useWords(actWords)
  return (
    <Field {...field}>
      {ties => (
        <select
          {...ties}
          className="lq-select"
          value={value}
          onChange={event => onChange(event.target.value)}
        >
          {!choices.some(choice => choice.value === value) && <option value="">{t('choose')}</option>}
          {choices.map(choice => (
            <option key={choice.value} value={choice.value}>
              {choice.name}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

/** One of a few, each with more to say about it. */
export function RadioField({
  label,
  at,
  value,
  onChange,
  choices,
}: {
  label: string
  at: string
  value: string
  onChange: (value: string) => void
  choices: readonly { value: string; name: string; more?: ReactNode }[]
}) {
  const id = useId()
  const fault = useContext(Faults)[at]
  return (
    <fieldset className="lq-radios" aria-describedby={fault ? `${id}-fault` : undefined}>
      <legend>{label}</legend>
      {choices.map(choice => (
        <label key={choice.value}>
          <input
            type="radio"
            name={id}
            checked={choice.value === value}
            onChange={() => onChange(choice.value)}
          />
          <span>
            {choice.name}
            {choice.more && <small>{choice.more}</small>}
          </span>
        </label>
      ))}
      {fault && (
        <p id={`${id}-fault`} className="lq-fault">
          <Icon name="warning" /> {fault}
        </p>
      )}
    </fieldset>
  )
}

/** Texts of the guide that fill a field at a click. */
export function Suggestions({ texts, onPick }: { texts: readonly string[]; onPick: (text: string) => void }) {
  const t = useWords(actWords)
  if (texts.length === 0) return null
  return (
    <div className="lq-suggestions">
      <span>{t('suggestions')}</span>
      {texts.map(text => (
        <button key={text} type="button" onClick={() => onPick(text)}>
          {text}
        </button>
      ))}
    </div>
  )
}
