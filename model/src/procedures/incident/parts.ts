import { z } from 'zod'
import { TrackingCode } from '../../identifiers/tracking-code.ts'

/** The form of each personal part of an incident. */
export const parts: Readonly<Record<string, z.ZodType>> = {
  contact: z.object({ name: z.string().max(60).optional(), phone: z.string().max(40).optional() }),
  description: z.string().max(4000),
  /** A photograph that shows people, by its file. */
  picture: z.object({ id: z.uuid() }),
  tracking: TrackingCode,
  comment: z.string().max(1000),
}
