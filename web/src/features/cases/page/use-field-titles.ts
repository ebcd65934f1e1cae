import type { CaseView } from '@lianqiao/model/api/case-views.ts'
import { inLanguage } from '../../../forms/schema.ts'
import { useLanguage } from '../../../lib/i18n.ts'
import { fieldsOf } from './form-shape.ts'
import { useFormOf } from './use-form-of.ts'

/** Titles of the fields of a case's form in the reader's language, by JSON Pointer; none while the form is not known. */
export function useFieldTitles(view: CaseView): (at: string) => string | undefined {
  const language = useLanguage()
  const version = useFormOf(view)
  const fields =
    version && version !== 'loading' ? fieldsOf(inLanguage(version.schema, language), view.form ?? {}) : []
  return at => fields.find(field => field.at === at)?.title
}
