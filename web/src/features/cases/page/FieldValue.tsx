import type { ResourceField } from '@lianqiao/model/catalogue/resource.ts'
import { useLanguage } from '../../../lib/i18n.ts'
import { named } from '../../catalogue/terms.ts'
import { DivisionName } from './DivisionName.tsx'
import { valueText } from './value.ts'

/** A value of a register, a request or an answer, in words: codes by the names that its field gives them. */
export function FieldValue({ field, value }: { field: ResourceField | undefined; value: unknown }) {
  const language = useLanguage()
  if (field?.format === 'division' && typeof value === 'string') return <DivisionName code={value} />
  const chosen = field?.choices?.find(choice => choice.value === value)
  return chosen ? named(chosen, language) : valueText(value, language)
}
