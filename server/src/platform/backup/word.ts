import { Instant } from '@lianqiao/model/records/action.ts'
import { z } from 'zod'

/** Under this name in `setting`, `restore` leaves word for the node that starts next. */
export const restoredSetting = 'restored'

/** When the backup was made from which a database came back, when it came back, and the queued work that it held. */
export const Restored = z.strictObject({
  backupAt: Instant,
  restoredAt: Instant,
  jobs: z.array(z.strictObject({ queue: z.string(), data: z.record(z.string(), z.unknown()).nullable() })),
})
export type Restored = z.infer<typeof Restored>
