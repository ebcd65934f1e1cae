import type { WidgetProps } from '@rjsf/utils'
import { describing, fieldIds } from '../FieldTemplate.tsx'

/** Yes or no, or a declaration to be agreed to: the sentence stands beside the box. Never ticked beforehand. */
export function CheckWidget(props: WidgetProps) {
  const { id, value, label, disabled, readonly, schema, rawErrors, onChange, onBlur } = props
  return (
    <label className="lq-choice">
      <input
        id={id}
        type="checkbox"
        checked={value === true}
        required={schema.const === true}
        disabled={disabled || readonly}
        {...describing(id, { help: schema.description !== undefined, fault: (rawErrors?.length ?? 0) > 0 })}
        onChange={event => onChange(event.target.checked)}
        onBlur={() => onBlur(id, value)}
      />
      {label}
    </label>
  )
}

/** Any of several. */
export function ChecksWidget({ id, value, options, disabled, readonly, onChange, onBlur }: WidgetProps) {
  const chosen: unknown[] = Array.isArray(value) ? value : []
  return (
    // biome-ignore lint/a11y/useSemanticElements: the field's label names the group, a legend would say it twice
    <div id={id} role="group" aria-labelledby={fieldIds(id).label} className="lq-choices" tabIndex={-1}>
      {options.enumOptions?.map((option, i) => (
        <label key={String(option.value)} className="lq-choice">
          <input
            type="checkbox"
            id={`${id}-${i}`}
            checked={chosen.includes(option.value)}
            disabled={disabled || readonly}
            onChange={event =>
              onChange(
                // In the order of the choices, whatever was ticked first.
                (options.enumOptions ?? [])
                  .map(o => o.value)
                  .filter(v => (v === option.value ? event.target.checked : chosen.includes(v))),
              )
            }
            onBlur={() => onBlur(id, value)}
          />
          {option.label}
        </label>
      ))}
    </div>
  )
}
