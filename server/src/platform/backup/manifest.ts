import { Instant } from '@lianqiao/model/records/action.ts'
import { z } from 'zod'

/** First part of a backup: whose it is, of when, and in which form its tables are. */
export const Manifest = z.strictObject({
  at: Instant,
  jurisdiction: z.string(),
  migrations: z.array(z.strictObject({ name: z.string(), sha256: z.string() })),
})
export type Manifest = z.infer<typeof Manifest>
