import { momentOf } from '@lianqiao/model/clocks/moment.ts'
import type { Instant } from '@lianqiao/model/records/action.ts'

/** The day in China's one time zone, `yyyy-mm-dd`: guides take effect at its beginning. */
export const dayOf = (at: Instant): string => momentOf(at, 'Asia/Shanghai').date
