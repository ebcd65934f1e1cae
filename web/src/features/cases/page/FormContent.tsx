import type { CaseView } from '@lianqiao/model/api/cases.ts'
import { readBundle, readForm, readItem } from '@lianqiao/model/api/catalogue.ts'
import type { RecordId } from '@lianqiao/model/identifiers/record-id.ts'
import type { Language } from '@lianqiao/model/problems/problem.ts'
import type { ReactNode } from 'react'
import { type FormSchema, inLanguage, isSchema } from '../../../forms/schema.ts'
import { useEndpoint } from '../../../lib/endpoint.ts'
import { useLanguage, useWords } from '../../../lib/i18n.ts'
import { DivisionName } from './DivisionName.tsx'
import { FilePreview } from './FilePreview.tsx'
import { valueText } from './value.ts'
import { pageWords } from './words.ts'

/**
 * 申请表, drawn read-only from the form's own schema: titles in the reader's language, choices by their words. Nothing that
 * stands in it is left out, whether the schema knows it or not.
 */
export function FormContent({ view }: { view: CaseView }) {
  const t = useWords(pageWords)
  const language = useLanguage()
  const schema = useFormOf(view)
  if (!view.form) return <p className="lq-soft">{t('formHidden')}</p>
  if (schema === 'loading') return null
  return (
    <>
      {!schema && <p className="lq-soft">{t('formGone')}</p>}
      <Group
        schema={inLanguage(schema ?? {}, language)}
        content={view.form}
        language={language}
        record={view.summary.id}
      />
    </>
  )
}

/** The schema of the form that the case was filed on: that of its bundle, or that of its item. */
function useFormOf({ form, summary, itemVersion }: CaseView): FormSchema | 'loading' | undefined {
  const { deciding: jurisdiction, item, part } = summary
  const bundle = useEndpoint(
    readBundle,
    { params: { jurisdiction, code: part?.bundle ?? '' }, query: {} },
    { enabled: form !== null && part !== undefined },
  )
  const guide = useEndpoint(
    readItem,
    { params: { jurisdiction, code: item.code }, query: { version: itemVersion } },
    { enabled: form !== null && part === undefined },
  )
  const code = (part ? bundle : guide).data?.document.form
  const found = useEndpoint(
    readForm,
    { params: { jurisdiction, code: code ?? '' }, query: {} },
    { enabled: code !== undefined },
  )
  if (found.data?.document.id === code) return found.data?.document.schema
  return bundle.error || guide.error || found.error ? undefined : 'loading'
}

function Group({
  schema,
  content,
  language,
  record,
}: {
  schema: FormSchema
  content: Record<string, unknown>
  language: Language
  record: RecordId
}) {
  const properties = propertiesOf(schema)
  const names = [...Object.keys(properties), ...Object.keys(content)].filter(
    (name, at, all) => all.indexOf(name) === at && content[name] !== undefined,
  )
  const simple = names.filter(name => !isSchema(content[name]))
  const groups = names.filter(name => isSchema(content[name]))
  return (
    <>
      {simple.length > 0 && (
        <dl className="lq-facts lq-facts--form">
          {simple.map(name => (
            <div key={name}>
              <dt>{titleOf(properties[name], name)}</dt>
              <dd>{shown(properties[name], content[name], language, record)}</dd>
            </div>
          ))}
        </dl>
      )}
      {groups.map(name => (
        <section key={name} className="lq-form-group">
          <h3>{titleOf(properties[name], name)}</h3>
          <Group
            schema={properties[name] ?? {}}
            content={content[name] as Record<string, unknown>}
            language={language}
            record={record}
          />
        </section>
      ))}
    </>
  )
}

function shown(
  schema: FormSchema | undefined,
  value: unknown,
  language: Language,
  record: RecordId,
): ReactNode {
  const choices = Array.isArray(schema?.oneOf) ? schema.oneOf.filter(isSchema) : []
  const chosen = choices.find(choice => choice.const === value)
  if (typeof chosen?.title === 'string') return chosen.title
  if (typeof value === 'string' && schema?.format === 'division-code') return <DivisionName code={value} />
  if (typeof value === 'string' && schema?.format === 'file-id')
    return <FilePreview id={value} record={record} name={titleOf(schema, '')} page={1} />
  return valueText(value, language)
}

function titleOf(schema: FormSchema | undefined, name: string): string {
  return typeof schema?.title === 'string' ? schema.title : name
}

/** Every property that the schema may ask for, those of its conditions too. */
function propertiesOf(schema: FormSchema): Record<string, FormSchema> {
  const branches = ['allOf', 'anyOf', 'oneOf'].flatMap(key => (Array.isArray(schema[key]) ? schema[key] : []))
  const parts = [...branches, schema.then, schema.else].filter(isSchema)
  const merged: Record<string, FormSchema> = {}
  for (const part of parts)
    for (const [name, one] of Object.entries(propertiesOf(part))) merged[name] = { ...merged[name], ...one }
  const own = isSchema(schema.properties) ? schema.properties : {}
  for (const [name, one] of Object.entries(own)) if (isSchema(one)) merged[name] = { ...merged[name], ...one }
  // The order of the form, not that of its conditions.
  return { ...Object.fromEntries(Object.keys(own).map(name => [name, merged[name] ?? {}])), ...merged }
}
