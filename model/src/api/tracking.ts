import { z } from 'zod'
import { ItemCode, Key } from '../catalogue/codes.ts'
import { English } from '../catalogue/english.ts'
import { DeliveryWay } from '../catalogue/result.ts'
import { JurisdictionCode } from '../identifiers/division.ts'
import { RecordId } from '../identifiers/record-id.ts'
import { TrackingCode } from '../identifiers/tracking-code.ts'
import { CommandId, Instant } from '../records/action.ts'
import { AwaitedView, ClockView, Words } from './case-views.ts'
import { endpoint } from './endpoint.ts'

/** What the person sees by tracking code, without signing in: no name, no number, no content. */
export const TrackedCase = z.object({
  id: RecordId,
  item: z.object({ code: ItemCode, name: z.string(), nameEn: z.string() }),
  phase: z.string(),
  phaseWords: Words,
  ended: z.boolean(),
  receiving: JurisdictionCode,
  deciding: JurisdictionCode,
  clocks: z.array(ClockView),
  steps: z.array(
    z.object({
      title: Words,
      at: Instant,
      jurisdiction: JurisdictionCode,
      by: z.enum(['staff', 'applicant', 'system']),
    }),
  ),
  correction: z
    .object({ points: z.array(z.string()), due: z.union([Instant, z.literal('unknown')]) })
    .optional(),
  /** 容缺待补: what is still to follow, by the names of the guide. */
  awaited: AwaitedView.extend({
    documents: z.array(
      z.object({
        name: z.string(),
        nameEn: z.string(),
        until: z.iso.date().optional(),
        /** 核验函: an office was asked for it by letter; the person need not run for it. */
        letter: z.boolean(),
      }),
    ),
  }).optional(),
  refusal: z.object({ reason: z.string(), returnOn: z.string().optional() }).optional(),
  decision: z.object({ granted: z.boolean(), reason: z.string().optional(), at: Instant }).optional(),
  requests: z.array(
    z.object({ to: JurisdictionCode, name: z.string(), answered: z.boolean(), urged: z.boolean() }),
  ),
  /** Its number. The code by which anybody verifies it shows the holder, and so stands on the certificate alone. */
  certificate: z.object({ id: z.string() }).optional(),
  delivered: z.object({ way: DeliveryWay, postNumber: z.string().optional(), at: Instant }).optional(),
  mayRate: z.boolean(),
  rated: z.int().optional(),
})
export type TrackedCase = z.infer<typeof TrackedCase>

export const track = endpoint({
  name: 'tracking.read',
  summary: 'Where a matter stands, by tracking code',
  method: 'GET',
  path: '/api/track/:code',
  permission: 'public',
  perMinute: 60,
  params: z.object({ code: z.string().max(40) }),
  output: z.object({
    code: TrackingCode,
    cases: z.array(TrackedCase),
    /** Who used which of my data, for what: both provinces. */
    uses: z.array(
      z.object({
        at: Instant,
        organ: z.string(),
        jurisdiction: JurisdictionCode,
        resource: z.string(),
        purpose: z.string(),
      }),
    ),
    jurisdictions: z.record(z.string(), z.string()),
    /** English of the tasks, resources and purposes above. */
    en: English,
  }),
})

/** 好差评, from the person's own device. A session of staff is refused: there is no staff route to praise. */
export const rateCase = endpoint({
  name: 'tracking.rate',
  summary: 'Rate a service',
  method: 'POST',
  path: '/api/track/:code/cases/:id/rating',
  permission: 'public',
  perMinute: 20,
  params: z.object({ code: z.string().max(40), id: RecordId }),
  body: z.strictObject({
    command: CommandId,
    /** 5 非常满意 … 1 非常不满意 (GB/T 39735). */
    grade: z.int().min(1).max(5),
    points: z.array(Key).max(10).default([]),
    comment: z.string().trim().max(500).optional(),
  }),
  output: z.object({ rated: z.int() }),
})
