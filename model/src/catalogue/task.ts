import { z } from 'zod'
import { Limit } from '../clocks/limits.ts'
import { JurisdictionCode } from '../identifiers/division.ts'
import { Confirmation, ItemCode, Key, VersionNumber } from './codes.ts'
import { English } from './english.ts'
import { ResourceField } from './resource.ts'

/**
 * 协办任务: work that one jurisdiction does for a case of another, e.g. 停保/关系转出 before a new enrolment. `input` is what
 * the asker sends, `output` what comes back. An answer that does not carry the work out gives its reason.
 */
export const CollaborationTask = z.strictObject({
  code: Key,
  version: VersionNumber,
  status: Confirmation,
  jurisdiction: JurisdictionCode,
  name: z.string(),
  nameEn: z.string(),
  department: Key,
  /** The own item whose guide governs the work. */
  item: ItemCode,
  summary: z.string(),
  /** 协办时限. */
  limit: Limit,
  /** 授权书: what the person signs before the task is sent. */
  consent: z.string(),
  input: z.array(ResourceField),
  answers: z
    .array(
      z.strictObject({
        code: Key,
        name: z.string(),
        nameEn: z.string(),
        done: z.boolean(),
        reasonNeeded: z.boolean(),
        /** Names of `output` without which this answer says nothing: the day on which an insurance ended. */
        outcomeNeeded: z.array(z.string()).optional(),
      }),
    )
    .min(2),
  output: z.array(ResourceField),
  steps: z.array(z.string()).min(1),
  reviewPoints: z.array(z.string()).min(1),
  en: English.optional(),
})
export type CollaborationTask = z.infer<typeof CollaborationTask>

/**
 * What an answer leaves out that its task asks for: `/answer` where it is none of the task's, `/reason` where it needs one,
 * `/outcome/<field>` for each needed field that is empty or, being a date, no day. Empty where it is complete.
 */
export function gapsInAnswer(
  task: Pick<CollaborationTask, 'answers' | 'output'>,
  given: { answer?: unknown; reason?: unknown },
  outcome: Readonly<Record<string, unknown>>,
): string[] {
  const answer = task.answers.find(({ code }) => code === given.answer)
  if (!answer) return ['/answer']
  const lacks = (name: string) => {
    const date = task.output.find(field => field.name === name)?.type === 'date'
    const value = String(outcome[name] ?? '').trim()
    return value === '' || (date && !z.iso.date().safeParse(value).success)
  }
  return [
    ...(answer.reasonNeeded && String(given.reason ?? '').trim().length < 2 ? ['/reason'] : []),
    ...(answer.outcomeNeeded ?? []).filter(lacks).map(name => `/outcome/${name}`),
  ]
}
