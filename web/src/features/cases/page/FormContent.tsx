import type { CaseView } from '@lianqiao/model/api/case-views.ts'
import type { RecordId } from '@lianqiao/model/identifiers/record-id.ts'
import type { ReactNode } from 'react'
import { type FormSchema, inLanguage, isSchema } from '../../../forms/schema.ts'
import { useLanguage, useWords } from '../../../lib/i18n.ts'
import { LoadingState } from '../../../ui/state/LoadingState.tsx'
import { DivisionName } from './DivisionName.tsx'
import { FilePreview } from './FilePreview.tsx'
import { asListed, ordered, propertiesOf } from './form-shape.ts'
import { useFormOf } from './use-form-of.ts'
import { valueText } from './value.ts'
import { pageWords } from './words.ts'

/**
 * 申请表, drawn read-only from the form's own schema: titles in the reader's language, choices by their words. Nothing that
 * stands in it is left out, whether the schema knows it or not.
 */
export function FormContent({ view }: { view: CaseView }) {
  const t = useWords(pageWords)
  const language = useLanguage()
  const form = useFormOf(view)
  if (!view.form) return <p className="lq-soft">{t('formHidden')}</p>
  if (form === 'loading') return <LoadingState rows={6} />
  return (
    <>
      {!form && <p className="lq-soft">{t('formGone')}</p>}
      <Group
        schema={inLanguage(form?.schema ?? {}, language)}
        ui={form?.ui ?? {}}
        content={view.form}
        record={view.summary.id}
      />
    </>
  )
}

function Group({
  schema,
  ui,
  content,
  record,
}: {
  schema: FormSchema
  ui: Record<string, unknown>
  content: Record<string, unknown>
  record: RecordId
}) {
  const properties = propertiesOf(schema, content)
  const names = ordered(asListed(content, Object.keys(properties)), ui)
  const simple = names.filter(name => !isSchema(content[name]))
  const groups = names.filter(name => isSchema(content[name]))
  return (
    <>
      {groups.map(name => (
        <section key={name} className="lq-case-group">
          <h3>{titleOf(properties[name], name)}</h3>
          <Group
            schema={properties[name] ?? {}}
            ui={isSchema(ui[name]) ? ui[name] : {}}
            content={content[name] as Record<string, unknown>}
            record={record}
          />
        </section>
      ))}
      {simple.length > 0 && (
        <dl className="lq-facts lq-facts--form">
          {simple.map(name => (
            <div key={name} className={properties[name]?.const === true ? 'lq-facts-declared' : undefined}>
              <dt>{titleOf(properties[name], name)}</dt>
              <dd>
                <Value schema={properties[name] ?? {}} value={content[name]} record={record} />
              </dd>
            </div>
          ))}
        </dl>
      )}
    </>
  )
}

function Value({
  schema,
  value,
  record,
}: {
  schema: FormSchema
  value: unknown
  record: RecordId
}): ReactNode {
  const language = useLanguage()
  const choices = Array.isArray(schema.oneOf) ? schema.oneOf.filter(isSchema) : []
  const chosen = choices.find(choice => choice.const === value)
  if (typeof chosen?.title === 'string') return chosen.title
  if (typeof value === 'string' && schema.format === 'division-code') return <DivisionName code={value} />
  if (typeof value === 'string' && schema.format === 'file-id')
    return <FilePreview id={value} record={record} name={titleOf(schema, '')} page={1} />
  return valueText(value, language)
}

function titleOf(schema: FormSchema | undefined, name: string): string {
  return typeof schema?.title === 'string' ? schema.title : name
}
