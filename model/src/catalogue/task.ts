import { z } from 'zod'
import { Limit } from '../clocks/limits.ts'
import { JurisdictionCode } from '../identifiers/division.ts'
import { Confirmation, ItemCode, Key, VersionNumber } from './codes.ts'
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
      }),
    )
    .min(2),
  output: z.array(ResourceField),
  steps: z.array(z.string()).min(1),
  reviewPoints: z.array(z.string()).min(1),
})
export type CollaborationTask = z.infer<typeof CollaborationTask>
