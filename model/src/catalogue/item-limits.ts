import { z } from 'zod'
import { Limit } from '../clocks/limits.ts'

/**
 * The time limits of an item (行政许可法 32, 42–45 for permits; otherwise the rule named in the legal basis).
 * `correction` is what the applicant gets for 补正; `asked` is the pledge (协办时限) on work done for a partner.
 */
export const ItemLimits = z.strictObject({
  /** 补正告知: the office says once, with all points, what is missing; silence means accepted. */
  acceptance: Limit,
  /** 补正期限: time given to the applicant. */
  correction: Limit,
  decision: z.strictObject({
    /** 承诺时限. An 即办件 promises the same day. */
    promised: Limit,
    /** 法定时限; null where no law sets one. */
    statutory: Limit.nullable(),
    /** 延长: the most that the leader may add, with the reason told; null where the law allows none. */
    extension: Limit.nullable(),
  }),
  /** 送达: from the decision until the result is on its way or in hand. */
  delivery: Limit,
  /** 转送: from 收件 at a partner's window until the deciding office has the papers (代收代办). */
  transfer: Limit,
  /** 协办: from a partner's request until the answer. */
  asked: Limit,
})
export type ItemLimits = z.infer<typeof ItemLimits>
