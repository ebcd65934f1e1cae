import { z } from 'zod'

/**
 * Public code by which a person follows a record without signing in (查询码): 80 random bits as
 * `XXXX-XXXX-XXXX-XXXX`. It cannot be guessed, and unlike the record id tells nothing.
 */
export const TrackingCode = z
  .string()
  .regex(
    /^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/,
    '查询码形如 7K3M-9QWX-… / a tracking code has 16 characters',
  )
  .brand('TrackingCode')
export type TrackingCode = z.infer<typeof TrackingCode>
