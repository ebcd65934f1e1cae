import type { CaseView } from '@lianqiao/model/api/case-views.ts'
import { readBundle, readForm, readItem } from '@lianqiao/model/api/catalogue.ts'
import type { FormVersion } from '@lianqiao/model/catalogue/form.ts'
import { useEndpoint } from '../../../lib/endpoint.ts'

/** The form that the case was filed on: that of its bundle, or that of its item. */
export function useFormOf({ form, summary, itemVersion }: CaseView): FormVersion | 'loading' | undefined {
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
  if (found.data?.document.id === code) return found.data?.document
  return bundle.error || guide.error || found.error ? undefined : 'loading'
}
