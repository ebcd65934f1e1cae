import type { WidgetProps } from '@rjsf/utils'
import { formatDate } from '../../lib/format.ts'
import { useLanguage } from '../../lib/i18n.ts'
import { DateInput } from '../../ui/input/DateInput.tsx'
import { describing } from '../FieldTemplate.tsx'

/** A day; one that is worked out elsewhere is only shown. */
export function DateWidget(props: WidgetProps) {
  const { id, value, required, disabled, readonly, schema, rawErrors, onChange, onBlur } = props
  const language = useLanguage()
  if (readonly || schema.readOnly)
    return <input id={id} className="lq-input" readOnly value={value ? formatDate(value, language) : ''} />
  return (
    <DateInput
      id={id}
      value={value}
      required={required === true}
      disabled={disabled === true}
      {...describing(id, { help: schema.description !== undefined, fault: (rawErrors?.length ?? 0) > 0 })}
      onChange={onChange}
      onBlur={() => onBlur(id, value)}
    />
  )
}
