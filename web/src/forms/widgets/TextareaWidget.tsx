import type { WidgetProps } from '@rjsf/utils'
import { describing } from '../FieldTemplate.tsx'

/** Several lines; here Enter makes a new one. */
export function TextareaWidget(props: WidgetProps) {
  const { id, value, schema, options, required, disabled, readonly, rawErrors, onChange, onBlur } = props
  return (
    <textarea
      id={id}
      className="lq-input lq-textarea"
      rows={options.rows ?? 3}
      value={value ?? ''}
      required={required}
      disabled={disabled}
      readOnly={readonly}
      {...(typeof schema.maxLength === 'number' ? { maxLength: schema.maxLength } : {})}
      {...describing(id, { help: schema.description !== undefined, fault: (rawErrors?.length ?? 0) > 0 })}
      onChange={event => onChange(event.target.value === '' ? undefined : event.target.value)}
      onBlur={() => onBlur(id, value)}
    />
  )
}
