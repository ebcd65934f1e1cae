import type { Language } from '@lianqiao/model/problems/problem.ts'
import { bodies } from '@lianqiao/model/procedures/permit/bodies.ts'
import { say } from '../../../lib/i18n.ts'
import type { ProblemError } from '../../../lib/problem.ts'
import type { ActForm } from './form.ts'
import { actWords } from './words.ts'

export type FaultsByPointer = Readonly<Record<string, string>>

/** What the node fills in by itself, so that nobody has to type it. */
const filledIn: Record<string, readonly string[]> = {
  offer: ['to'],
  grant: ['number'],
  deny: ['number'],
  ask: ['request', 'department', 'name', 'limit'],
}

/** What is wrong with what was typed, field by field: by the body's own schema, and by what the form knows besides. */
export function faultsIn(verb: string, form: ActForm, typed: unknown, language: Language): FaultsByPointer {
  const t = say(actWords, language)
  const faults: Record<string, string> = {}
  for (const pointer of form.missing?.(typed) ?? []) faults[pointer] = t('needed')
  const parsed = bodies[verb as keyof typeof bodies]?.safeParse(form.send(typed).body)
  for (const issue of parsed?.error?.issues ?? []) {
    if (filledIn[verb]?.includes(String(issue.path[0]))) continue
    const pointer = issue.path.map(part => `/${String(part)}`).join('')
    faults[pointer] ??= t(
      issue.code === 'too_small' ? 'tooShort' : issue.code === 'invalid_type' ? 'needed' : 'check',
    )
  }
  return faults
}

/** What the node found wrong, by the same pointers. */
export function faultsTold(problem: ProblemError | null): FaultsByPointer {
  return Object.fromEntries(
    (problem?.errors ?? []).map(({ pointer, detail }) => [pointer.replace(/^\/body(?=\/)/, ''), detail]),
  )
}
