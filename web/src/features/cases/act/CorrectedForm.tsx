import { valueAt } from '@lianqiao/model/catalogue/pointer.ts'
import { useContext, useState } from 'react'
import { type FormContent, SchemaForm } from '../../../forms/SchemaForm.tsx'
import { inLanguage } from '../../../forms/schema.ts'
import { formatList } from '../../../lib/format.ts'
import { useLanguage, useWords } from '../../../lib/i18n.ts'
import { Icon } from '../../../ui/icons.tsx'
import { fieldsOf } from '../page/form-shape.ts'
import { useFormOf } from '../page/use-form-of.ts'
import { Faults } from './fields.tsx'
import type { FieldsProps } from './form.ts'
import { actWords } from './words.ts'

/** How far the form has been corrected. */
export interface Correcting {
  /** A point names one of its fields. */
  formNeeded: boolean
  /** As it will be handed in, checked. */
  form?: FormContent | undefined
  /** As it is being filled in. */
  filling?: FormContent | undefined
}

/**
 * 更正申请表: the form as it was handed in, to be put right field by field. It is taken over once it is sound, with what
 * has changed said in words; the former one stays in the record.
 */
export function CorrectedForm({
  view,
  typed: { formNeeded, form, filling },
  set,
}: Omit<FieldsProps<Correcting>, 'own'>) {
  const t = useWords(actWords)
  const language = useLanguage()
  const version = useFormOf(view)
  const told = useContext(Faults)
  const [open, setOpen] = useState(formNeeded && !form)
  if (!version || version === 'loading' || !view.form) return null
  const before = view.form
  if (!open)
    return (
      <div className="lq-corrected">
        {form && (
          <Changes fields={fieldsOf(inLanguage(version.schema, language), form)} before={before} now={form} />
        )}
        <button type="button" className="lq-button lq-start" onClick={() => setOpen(true)}>
          {t(form ? 'correctFormAgain' : 'correctForm')}
        </button>
      </div>
    )
  return (
    <fieldset className="lq-output lq-corrected">
      <legend>{t('correctForm')}</legend>
      {told['/form'] && (
        <p className="lq-fault">
          <Icon name="warning" /> {t('correctFormNeeded')}
        </p>
      )}
      <SchemaForm
        schema={version.schema}
        ui={version.ui}
        derived={version.derived}
        value={filling ?? form ?? before}
        onChange={next => set({ filling: next, form: undefined })}
        onSubmit={sound => {
          set({ form: sound, filling: undefined })
          setOpen(false)
        }}
      >
        <button type="submit" className="lq-button">
          {t('correctFormTake')}
        </button>
        {!formNeeded && (
          <button
            type="button"
            className="lq-button lq-button--quiet"
            onClick={() => {
              set({ form: undefined, filling: undefined })
              setOpen(false)
            }}
          >
            {t('correctFormLeave')}
          </button>
        )}
      </SchemaForm>
    </fieldset>
  )
}

function Changes({
  fields,
  before,
  now,
}: {
  fields: readonly { at: string; title: string }[]
  before: FormContent
  now: FormContent
}) {
  const t = useWords(actWords)
  const language = useLanguage()
  const changed = fields.filter(
    ({ at }) => JSON.stringify(valueAt(before, at)) !== JSON.stringify(valueAt(now, at)),
  )
  return (
    <p className="lq-corrected-changes">
      <Icon name="check" />{' '}
      {changed.length > 0
        ? t('correctFormChanged', {
            fields: formatList(
              changed.map(({ title }) => title),
              language,
            ),
          })
        : t('correctFormSame')}
    </p>
  )
}
