import { z } from 'zod'
import { TrackingCode } from '../../identifiers/tracking-code.ts'
import { Json } from '../../records/json.ts'
import { Authority } from './authority.ts'
import { ProvidedDocument, UsedEvidence } from './bodies.ts'

/** Whoever holds a record may write its personal parts, a partner's node too: what a fold or a screen reads has a form. */
const Applicant = z.object({
  name: z.string().min(1).max(60),
  idNumber: z.string().min(1).max(40),
  phone: z.string().max(40).optional(),
})

const Filled = z.record(z.string(), Json)

/** What registers answered, by pull id. */
const Answers = z.record(z.string(), Filled)

/** The form of each personal part of a permit. */
export const parts: Readonly<Record<string, z.ZodType>> = {
  applicant: Applicant,
  form: Filled,
  tracking: TrackingCode,
  answers: Answers,
  /** Whole signed answers, for whoever checks a digest. */
  proofs: Filled,
  delivery_address: z.string().max(500),
  consent: z.looseObject({
    text: z.string().max(80),
    tasks: z.array(z.string().max(80)).max(20),
    authorities: z.array(Authority).max(20).optional(),
  }),
  later: z.object({
    documents: z.array(ProvidedDocument).max(60),
    evidence: z.array(UsedEvidence).max(20),
    answers: Answers,
    tasks: z.array(z.string().max(80)).max(20),
  }),
  given: z.object({ applicant: Applicant.optional(), input: Filled.optional() }),
  outcome: Filled,
  recipient: z.string().max(60),
  comment: z.string().max(1000),
}
