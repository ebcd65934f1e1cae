import { z } from 'zod'

/** Units in which the law and the pledges count: 工作日, 日 (calendar day), 工作小时. Never assumed, always written. */
export const LimitUnit = z.enum(['working-day', 'calendar-day', 'working-hour'])
export type LimitUnit = z.infer<typeof LimitUnit>

/** A length of time with its unit: `{unit:'working-day', amount:20}`. */
export const Limit = z.strictObject({ unit: LimitUnit, amount: z.int().positive() })
export type Limit = z.infer<typeof Limit>

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
    /** 承诺时限. An 即办件 promises working hours of the same day. */
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
