import type { FieldTemplateProps } from '@rjsf/utils'
import { useWords } from '../lib/i18n.ts'
import { Icon } from '../ui/icons.tsx'
import { formWords } from './words.ts'

/** The ids by which a field's widget names its label, help and fault to screen readers. */
export const fieldIds = (id: string) => ({ label: `${id}-label`, help: `${id}-help`, fault: `${id}-fault` })

/** `aria-*` of a widget, so that its help and its fault are read with it. */
export function describing(id: string, { help, fault }: { help: boolean; fault: boolean }) {
  const ids = fieldIds(id)
  const by = [help && ids.help, fault && ids.fault].filter(Boolean).join(' ')
  return { 'aria-invalid': fault, ...(by ? { 'aria-describedby': by } : {}) }
}

/**
 * One field: its name, the widget, what to know about it, where it was taken from (`ui:source`), what is wrong with it.
 * Most fields are needed, so the few that are not say so (选填), instead of a star at each of the others.
 */
export function FieldTemplate(props: FieldTemplateProps) {
  const { id, label, required, schema, uiSchema, rawDescription, rawErrors, displayLabel, hidden, children } =
    props
  const t = useWords(formWords)
  if (hidden) return <div hidden>{children}</div>
  if (schema.type === 'object') return children
  const ids = fieldIds(id)
  const boolean = schema.type === 'boolean'
  const named = displayLabel && !boolean && label
  return (
    <div className={`lq-form-field ${isWide(props) ? 'lq-form-field--wide' : ''}`}>
      {named && (
        <label id={ids.label} htmlFor={id} className="lq-form-label">
          {label}
          {!required && !schema.readOnly && <span className="lq-form-optional">{t('optional')}</span>}
        </label>
      )}
      {children}
      {rawDescription && (
        <p id={ids.help} className="lq-form-help">
          {rawDescription}
        </p>
      )}
      {typeof uiSchema?.['ui:source'] === 'string' && (
        <p className="lq-form-source">
          <Icon name="check" /> {uiSchema['ui:source']}
        </p>
      )}
      {rawErrors && rawErrors.length > 0 && (
        <p id={ids.fault} className="lq-fault">
          <Icon name="warning" /> {rawErrors.join('；')}
        </p>
      )}
    </div>
  )
}

/** What needs the whole width: lists, long texts, places, scans. */
function isWide({ schema, uiSchema }: FieldTemplateProps): boolean {
  const widget = uiSchema?.['ui:widget']
  return (
    schema.type === 'array' ||
    schema.type === 'boolean' ||
    widget === 'textarea' ||
    widget === 'division' ||
    widget === 'upload' ||
    (schema.maxLength ?? 0) > 100 ||
    (Array.isArray(schema.oneOf) && schema.oneOf.length > 2)
  )
}
