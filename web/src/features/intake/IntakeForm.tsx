import { valueAt } from '@lianqiao/model/catalogue/pointer.ts'
import { useMemo } from 'react'
import { type FormContent, SchemaForm } from '../../forms/SchemaForm.tsx'
import { useWords } from '../../lib/i18n.ts'
import type { FieldProblem } from '../../lib/problem.ts'
import { KeyHint } from '../../ui/KeyHint.tsx'
import { takeForm } from '../evidence/fill.ts'
import { useResourceNames } from '../evidence/names.ts'
import { evidenceWords } from '../evidence/words.ts'
import { rowsOf } from './documents.ts'
import type { Matter } from './matter.ts'
import type { Undertaking } from './undertaking.ts'
import { intakeWords } from './words.ts'
import './sections.css'

/**
 * 一张表单: one form for the whole matter. What registers and the card know stands in it already, with where it came from;
 * what was scanned among the documents is not asked for again.
 */
export function IntakeForm({
  undertaking,
  matter,
  errors,
  busy,
  uploading,
  stopped,
  onChange,
  onSubmit,
}: {
  undertaking: Undertaking
  matter: Matter
  /** What the server found wrong, by pointer into the form. */
  errors: readonly FieldProblem[]
  busy: boolean
  uploading: boolean
  /** Asked before the form checks itself: what is missing above it goes first. */
  stopped: () => boolean
  onChange: (next: (now: Matter) => Matter) => void
  onSubmit: (form: FormContent) => void
}) {
  const t = useWords(intakeWords)
  const say = useWords(evidenceWords)
  const nameOf = useResourceNames()
  const { form } = undertaking
  const scans = rowsOf(undertaking, matter).flatMap(({ field }) => (field ? [field] : []))
  const marks = Object.entries(matter.sources)
    .filter(([pointer, source]) => valueAt(matter.form, pointer) === source.value)
    .map(([pointer, { resource, resourceName }]) => [
      pointer,
      resource === 'person'
        ? say('ofCard')
        : resource === 'window'
          ? say('ofWindow')
          : say('source', { name: nameOf(resource, resourceName) }),
    ]) as [string, string][]
  const key = JSON.stringify([scans, marks])
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` says all that they hold
  const ui = useMemo(() => {
    const hidden = scans.reduce((ui, pointer) => mark(ui, pointer, { 'ui:widget': 'hidden' }), form.ui)
    return marks.reduce((ui, [pointer, name]) => mark(ui, pointer, { 'ui:source': name }), hidden)
  }, [form.ui, key])
  return (
    <section
      className="lq-intake-form"
      id="section-4"
      aria-labelledby="form-title"
      tabIndex={-1}
      onSubmitCapture={event => {
        if (!stopped()) return
        event.preventDefault()
        event.stopPropagation()
      }}
    >
      <header>
        <h2 id="form-title">{t('formTitle')}</h2>
        <KeyHint keys="alt+4" />
        <p>{t('formLead')}</p>
      </header>
      <SchemaForm
        schema={form.schema}
        ui={ui}
        derived={form.derived}
        value={matter.form}
        errors={errors}
        disabled={busy}
        onChange={value => onChange(now => takeForm(undertaking, now, value))}
        onSubmit={onSubmit}
      >
        <button type="submit" className="lq-button lq-button--large" disabled={busy || uploading}>
          {t('receive')} <KeyHint keys="ctrl+enter" />
        </button>
      </SchemaForm>
    </section>
  )
}

type Ui = Record<string, unknown>

/** A ui schema in which the field of a pointer has more options. */
function mark(ui: Ui, pointer: string, options: Ui): Ui {
  const [name = '', ...rest] = pointer.split('/').slice(1)
  const below = (ui[name] ?? {}) as Ui
  return {
    ...ui,
    [name]: rest.length > 0 ? mark(below, `/${rest.join('/')}`, options) : { ...below, ...options },
  }
}
