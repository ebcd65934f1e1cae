import { z } from 'zod'
import { Power } from '../catalogue/agreement.ts'
import { Key } from '../catalogue/codes.ts'
import { Necessity } from '../catalogue/document.ts'
import { English } from '../catalogue/english.ts'
import { ServicePlace } from '../catalogue/service.ts'
import { Limit } from '../clocks/limits.ts'
import { JurisdictionCode } from '../identifiers/division.ts'

const Words = z.object({ zh: z.string(), en: z.string() })

/** 能不能在这儿办: the answer of one jurisdiction's guide (`catalogue/here.ts`). */
export const HereAnswer = z.object({
  jurisdiction: JurisdictionCode,
  name: z.string(),
  nameEn: z.string(),
  verdict: z.enum(['decide-here', 'receive-here', 'joint', 'online', 'go-there']),
  reason: Words,
  weekdays: z.array(z.int()).optional(),
  grant: z
    .object({
      agreement: z.string(),
      grantee: JurisdictionCode,
      powers: z.array(Power),
      stations: z.array(Key),
      staff: z.enum(['any', 'named']),
      to: z.iso.date(),
    })
    .optional(),
  places: z.array(ServicePlace),
  online: z.boolean(),
  onlineAddress: z.string().optional(),
  bring: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      nameEn: z.string(),
      needed: Necessity,
      original: z.enum(['原件', '复印件', '原件核验']),
      copies: z.int(),
      when: z.string().optional(),
      declaration: z.string().optional(),
    }),
  ),
  shared: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      nameEn: z.string(),
      by: z.enum(['certificate', 'resource']),
    }),
  ),
  visits: z.int(),
  promised: Limit,
  transfer: Limit.optional(),
  /** English of the guide's words that stand in this answer. */
  en: English.optional(),
})
export type HereAnswer = z.infer<typeof HereAnswer>

export const HereReply = z.object({
  place: z.object({
    name: z.string(),
    nameEn: z.string(),
    station: Key.optional(),
    jurisdictions: z.array(JurisdictionCode),
  }),
  /** One a jurisdiction that has a guide, own first. */
  answers: z.array(HereAnswer),
})
export type HereReply = z.infer<typeof HereReply>
