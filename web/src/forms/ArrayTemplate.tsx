import type { ArrayFieldItemTemplateProps, ArrayFieldTemplateProps } from '@rjsf/utils'
import { useWords } from '../lib/i18n.ts'
import { Icon } from '../ui/icons.tsx'
import { isSchema } from './schema.ts'
import { formWords } from './words.ts'

/** A list that grows: shareholders, members of a household. */
export function ArrayTemplate({
  items,
  canAdd,
  onAddClick,
  title,
  schema,
  disabled,
  readonly,
}: ArrayFieldTemplateProps) {
  const t = useWords(formWords)
  const one = isSchema(schema.items) && typeof schema.items.title === 'string' ? schema.items.title : title
  return (
    <div className="lq-form-list">
      {items}
      {canAdd && !readonly && (
        <button type="button" className="lq-button" disabled={disabled} onClick={onAddClick}>
          {t('add', { title: one })}
        </button>
      )}
    </div>
  )
}

/** One entry of such a list. */
export function ArrayItemTemplate({ children, index, buttonsProps }: ArrayFieldItemTemplateProps) {
  const t = useWords(formWords)
  return (
    <div className="lq-form-list-item">
      <span className="lq-form-list-number">{index + 1}</span>
      {children}
      {buttonsProps.hasRemove && (
        <button
          type="button"
          className="lq-button lq-button--quiet"
          aria-label={t('remove', { count: index + 1 })}
          onClick={buttonsProps.onRemoveItem}
        >
          <Icon name="cross" />
        </button>
      )}
    </div>
  )
}
