import { putAt, valueAt } from '@lianqiao/model/catalogue/pointer.ts'
import { useId } from 'react'
import { takeByDigit } from '../../forms/keyboard.ts'
import { type FormSchema, inLanguage, titleAt } from '../../forms/schema.ts'
import { useLanguage, useWords } from '../../lib/i18n.ts'
import type { Matter } from '../intake/matter.ts'
import { focusQuestion } from '../intake/places.ts'
import type { Undertaking } from '../intake/undertaking.ts'
import { takeForm } from './fill.ts'
import { fieldAt, type Option, optionsAt } from './options.ts'
import { questionsFirst } from './wants.ts'
import { evidenceWords } from './words.ts'

/**
 * 先问一句: the few choices of the form on which it depends what has to be asked (就业、住所、就读). They are the form's own
 * fields: answered here, they are answered there.
 */
export function AskFirst({
  undertaking,
  matter,
  onChange,
}: {
  undertaking: Undertaking
  matter: Matter
  onChange: (next: (now: Matter) => Matter) => void
}) {
  const t = useWords(evidenceWords)
  const language = useLanguage()
  const id = useId()
  const drawn = inLanguage(undertaking.form.schema, language)
  const choose = (pointer: string, value: unknown) =>
    onChange(now => takeForm(undertaking, now, putAt(now.form, pointer, value)))
  const asked = questionsFirst(undertaking).flatMap(pointer => {
    const options = choicesAt(drawn, pointer, { yes: t('yes'), no: t('no') })
    return options.length > 0 ? [{ pointer, options }] : []
  })
  return asked.map(({ pointer, options }) => (
    <fieldset
      key={pointer}
      className="lq-ask-first"
      onKeyDown={event => takeByDigit(event) && requestAnimationFrame(focusQuestion)}
    >
      <legend>{titleAt(drawn, pointer)}</legend>
      <div className="lq-choices">
        {options.map(({ value, title }, i) => (
          <label key={String(value)} className="lq-choice">
            <input
              type="radio"
              name={`${id}${pointer}`}
              checked={valueAt(matter.form, pointer) === value}
              onChange={() => choose(pointer, value)}
            />
            {title}
            <span className="lq-choice-digit" aria-hidden="true">
              {i + 1}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  ))
}

/** The choices of a field, or yes and no. */
function choicesAt(schema: FormSchema, pointer: string, words: { yes: string; no: string }): Option[] {
  if (fieldAt(schema, pointer).type !== 'boolean') return optionsAt(schema, pointer)
  return [
    { value: true, title: words.yes },
    { value: false, title: words.no },
  ]
}
