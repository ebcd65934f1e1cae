import type { WidgetProps } from '@rjsf/utils'
import { useWords } from '../../lib/i18n.ts'
import { describing, fieldIds } from '../FieldTemplate.tsx'
import { formWords } from '../words.ts'

/** Up to this many choices are all in view; more go into a list. */
const inView = 5

/** One of several: radio buttons where there are few, else a list. What is worked out elsewhere is only shown. */
export function ChoiceWidget(props: WidgetProps) {
  const options = props.options.enumOptions ?? []
  if (props.readonly || props.schema.readOnly) return <Shown {...props} />
  return options.length <= inView ? <Radios {...props} /> : <List {...props} />
}

function Shown({ id, value, options }: WidgetProps) {
  const label = options.enumOptions?.find(option => option.value === value)?.label
  return <input id={id} className="lq-input" readOnly value={label ?? ''} />
}

function Radios({ id, value, options, disabled, schema, rawErrors, onChange, onBlur }: WidgetProps) {
  const { 'aria-invalid': invalid, ...described } = describing(id, {
    help: schema.description !== undefined,
    fault: (rawErrors?.length ?? 0) > 0,
  })
  return (
    <div
      id={id}
      role="radiogroup"
      aria-labelledby={fieldIds(id).label}
      className={`lq-choices ${invalid ? 'lq-choices--wrong' : ''}`}
      tabIndex={-1}
      {...described}
    >
      {options.enumOptions?.map((option, i) => (
        <label key={String(option.value)} className="lq-choice">
          <input
            type="radio"
            id={`${id}-${i}`}
            name={id}
            disabled={disabled}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
            onBlur={() => onBlur(id, value)}
          />
          {option.label}
          <span className="lq-choice-digit" aria-hidden="true">
            {i + 1}
          </span>
        </label>
      ))}
    </div>
  )
}

function List({ id, value, options, disabled, required, schema, rawErrors, onChange, onBlur }: WidgetProps) {
  const t = useWords(formWords)
  const choices = options.enumOptions ?? []
  return (
    <select
      id={id}
      className="lq-select"
      required={required}
      disabled={disabled}
      value={choices.findIndex(option => option.value === value)}
      {...describing(id, { help: schema.description !== undefined, fault: (rawErrors?.length ?? 0) > 0 })}
      onChange={event => onChange(choices[Number(event.target.value)]?.value)}
      onBlur={() => onBlur(id, value)}
    >
      <option value={-1}>{t('choose')}</option>
      {choices.map((option, i) => (
        <option key={String(option.value)} value={i}>
          {option.label}
        </option>
      ))}
    </select>
  )
}
