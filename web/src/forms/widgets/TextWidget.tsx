import type { WidgetProps } from '@rjsf/utils'
import { describing } from '../FieldTemplate.tsx'

/** Text, number, telephone and e-mail: the browser's own fields, which keyboards and telephones know best. */
export function TextWidget(props: WidgetProps) {
  const {
    id,
    value,
    schema,
    options,
    required,
    disabled,
    readonly,
    rawErrors,
    onChange,
    onBlur,
    placeholder,
  } = props
  const numeric = schema.type === 'number' || schema.type === 'integer'
  const type = options.inputType ?? (schema.format === 'mobile' ? 'tel' : 'text')
  return (
    <input
      id={id}
      className="lq-input"
      type={numeric ? 'text' : type}
      inputMode={numeric ? (schema.type === 'integer' ? 'numeric' : 'decimal') : undefined}
      value={value ?? ''}
      placeholder={placeholder}
      required={required}
      disabled={disabled}
      readOnly={readonly || schema.readOnly}
      autoComplete="off"
      {...(typeof schema.maxLength === 'number' ? { maxLength: schema.maxLength } : {})}
      {...describing(id, { help: schema.description !== undefined, fault: (rawErrors?.length ?? 0) > 0 })}
      onChange={event => onChange(read(event.target.value, numeric))}
      onBlur={() => onBlur(id, value)}
    />
  )
}

/** An emptied field is absent. What is no number yet stays as it was typed, and the check says so. */
function read(text: string, numeric: boolean): string | number | undefined {
  if (text === '') return undefined
  return numeric && /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text
}
