import type { Language } from '@lianqiao/model/problems/problem.ts'
import { formatDate, formatList } from '../../../lib/format.ts'
import { say } from '../../../lib/i18n.ts'
import { pageWords } from './words.ts'

/** A value of a register or an answer as people write it: days as days, yes and no as words. */
export function valueText(value: unknown, language: Language): string {
  const t = say(pageWords, language)
  if (value === null || value === undefined || value === '') return '—'
  if (typeof value === 'boolean') return t(value ? 'yes' : 'no')
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)) return formatDate(value, language)
  if (Array.isArray(value))
    return formatList(
      value.map(one => valueText(one, language)),
      language,
    )
  if (typeof value === 'object') return JSON.stringify(value)
  return String(value)
}
