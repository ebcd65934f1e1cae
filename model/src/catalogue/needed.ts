import type { ItemDocument, NeededWhen } from './document.ts'
import { valueAt } from './pointer.ts'

/**
 * 是否需要: whether this applicant, by what his form says so far, has to provide a document. 容缺 counts as needed: it may
 * follow later, but it has to. A condition that the form does not answer yet asks for nothing.
 */
export function isNeeded(
  { needed, neededWhen }: Pick<ItemDocument, 'needed' | 'neededWhen'>,
  form: Readonly<Record<string, unknown>>,
): boolean {
  if (neededWhen) return neededWhen.any.some(when => holds(when, form))
  return needed !== '非必要'
}

function holds(when: NeededWhen, form: Readonly<Record<string, unknown>>): boolean {
  const value = valueAt(form, when.path)
  if ('equals' in when) return value === when.equals
  return typeof value === 'string' && value.length >= 6 && !value.startsWith(when.outside)
}
