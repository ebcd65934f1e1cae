import { derive } from '@lianqiao/model/catalogue/derive.ts'
import type { Derivation } from '@lianqiao/model/catalogue/form.ts'
import Form, { type IChangeEvent } from '@rjsf/core'
import type { RegistryWidgetsType, TemplatesType } from '@rjsf/utils'
import { type ReactNode, useId, useMemo, useRef, useState } from 'react'
import { useLanguage, useWords } from '../lib/i18n.ts'
import type { FieldProblem } from '../lib/problem.ts'
import { ArrayItemTemplate, ArrayTemplate } from './ArrayTemplate.tsx'
import { check } from './check.ts'
import { FieldTemplate } from './FieldTemplate.tsx'
import { focusFirst } from './focus.ts'
import { fillByKeyboard, goOnWhenFull } from './keyboard.ts'
import { ObjectTemplate } from './ObjectTemplate.tsx'
import { type FormSchema, inLanguage } from './schema.ts'
import { toErrors, validatorIn } from './validator.ts'
import { ChecksWidget, CheckWidget } from './widgets/CheckWidgets.tsx'
import { ChoiceWidget } from './widgets/ChoiceWidget.tsx'
import { DateWidget } from './widgets/DateWidget.tsx'
import { DivisionWidget, IdCardWidget, UploadWidget } from './widgets/SpecialWidgets.tsx'
import { TextareaWidget } from './widgets/TextareaWidget.tsx'
import { TextWidget } from './widgets/TextWidget.tsx'
import { formWords } from './words.ts'
import './form.css'

export type FormContent = Record<string, unknown>

/**
 * A form of the catalogue (`FormVersion`), drawn. A field is found wrong when it has been left, or when somebody tried to
 * submit; what the server found (`errors`, JSON Pointers into the content) stands until that field changes. On submission
 * fields that the conditions have taken away are left out, so that nothing goes that is not asked for.
 */
export function SchemaForm({
  schema,
  ui = {},
  derived = noRules,
  value,
  onChange,
  errors = noErrors,
  disabled = false,
  onSubmit,
  children,
}: {
  schema: FormSchema
  ui?: Record<string, unknown>
  derived?: readonly Derivation[]
  value: FormContent
  onChange: (value: FormContent) => void
  errors?: readonly FieldProblem[]
  disabled?: boolean
  onSubmit: (value: FormContent) => void
  /** The buttons below, one of them of type submit. */
  children: ReactNode
}) {
  const language = useLanguage()
  const t = useWords(formWords)
  const id = useId()
  const place = useRef<HTMLDivElement>(null)
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [tried, setTried] = useState(false)
  const told = useTold(errors, value)

  const drawn = useMemo(() => inLanguage(schema, language), [schema, language])
  const validator = useMemo(() => validatorIn(language), [language])
  const problems = useMemo(() => {
    const own = check(schema, value, language).filter(p => tried || left.has(p.pointer))
    return [...own, ...told.filter(p => !own.some(o => o.pointer === p.pointer))]
  }, [schema, value, language, tried, left, told])
  const extraErrors = useMemo(() => toErrors(problems), [problems])

  const submit = ({ formData }: IChangeEvent) => {
    const content = derive(derived, formData ?? {})
    setTried(true)
    const faults = check(schema, content, language)
    if (faults.length > 0)
      focusFirst(
        place.current,
        id,
        faults.map(f => f.pointer),
      )
    else onSubmit(content)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only passes on what is typed in the fields within
    <div ref={place} className="lq-form" onKeyDown={fillByKeyboard} onInput={goOnWhenFull}>
      <Form
        schema={drawn}
        uiSchema={ui}
        formData={value}
        validator={validator}
        extraErrors={extraErrors}
        idPrefix={id}
        idSeparator="/"
        noValidate
        noHtml5Validate
        omitExtraData
        showErrorList={false}
        disabled={disabled}
        experimental_defaultFormStateBehavior={defaults}
        templates={templates}
        widgets={widgets}
        onChange={({ formData }) => onChange(derive(derived, formData ?? {}))}
        onBlur={field =>
          setLeft(now => (now.has(pointerOf(id, field)) ? now : new Set(now).add(pointerOf(id, field))))
        }
        onSubmit={submit}
      >
        <div className="lq-form-buttons">
          {children}
          <p role="status" className="lq-fault">
            {tried && problems.length > 0 && t('faults', { count: problems.length })}
          </p>
        </div>
      </Form>
    </div>
  )
}

/** Ids are made so that what follows the prefix is the JSON Pointer. */
function pointerOf(prefix: string, id: string): string {
  return id.slice(prefix.length)
}

/** The server's word on a field holds until that field changes. */
function useTold(errors: readonly FieldProblem[], value: FormContent): readonly FieldProblem[] {
  const [heard, setHeard] = useState({ errors, at: value })
  if (heard.errors !== errors) setHeard({ errors, at: value })
  return errors.filter(({ pointer }) => at(value, pointer) === at(heard.at, pointer))
}

function at(value: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .reduce<unknown>((v, name) => (v as Record<string, unknown> | undefined)?.[name], value)
}

const noRules: readonly Derivation[] = []
const noErrors: readonly FieldProblem[] = []

// A declaration is agreed to by the person: `const: true` must not tick it beforehand.
const defaults = {
  constAsDefaults: 'never',
  arrayMinItems: { populate: 'all' },
  // A field that a condition brings comes with what is usual, too.
  allOf: 'populateDefaults',
} as const

const templates: Partial<TemplatesType> = {
  FieldTemplate,
  ObjectFieldTemplate: ObjectTemplate,
  ArrayFieldTemplate: ArrayTemplate,
  ArrayFieldItemTemplate: ArrayItemTemplate,
}

const widgets: RegistryWidgetsType = {
  TextWidget,
  DateWidget,
  EmailWidget: TextWidget,
  UpDownWidget: TextWidget,
  TextareaWidget,
  SelectWidget: ChoiceWidget,
  RadioWidget: ChoiceWidget,
  CheckboxWidget: CheckWidget,
  CheckboxesWidget: ChecksWidget,
  'resident-id': IdCardWidget,
  division: DivisionWidget,
  upload: UploadWidget,
}
