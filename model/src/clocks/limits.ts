import { z } from 'zod'

/** 工作日 · 日（自然日）· 工作小时. The unit is a field of every limit and never assumed: laws differ. */
export const Unit = z.enum(['working-day', 'calendar-day', 'working-hour'])
export type Unit = z.infer<typeof Unit>

/**
 * A time limit (时限). Days are whole, and 0 days means the same day (当日办结); hours may be parts of hours (0.5).
 */
export const Limit = z.discriminatedUnion('unit', [
  z.object({ unit: z.literal('working-day'), amount: z.int().min(0).max(3650) }),
  z.object({ unit: z.literal('calendar-day'), amount: z.int().min(0).max(3650) }),
  z.object({ unit: z.literal('working-hour'), amount: z.number().positive().max(3650) }),
])
export type Limit = { unit: Unit; amount: number }

/**
 * How much one unit of a promise weighs against a statutory limit in another unit, in an ordinary week: eight hours a
 * day, five days a week (国务院关于职工工作时间的规定 articles 3 and 7). A calendar day never lasts longer than a working
 * day. Combinations that are not here cannot be compared: nobody promises days where the law gives hours.
 */
// biome-ignore format: a table, laid out for the eye; rows: the promise, columns: the law
const weight: Record<Unit, Partial<Record<Unit, number>>> = {
  'working-hour': { 'working-hour': 1, 'working-day': 1 / 8, 'calendar-day': 7 / 5 / 8 },
  'working-day':  {                    'working-day': 1,     'calendar-day': 7 / 5 },
  'calendar-day': {                    'working-day': 1,     'calendar-day': 1 },
}

/** Whether a promise keeps within the law; in the same unit its deadline then never comes after the statutory one. */
export function keepsWithin(promised: Limit, statutory: Limit): boolean {
  const each = weight[promised.unit][statutory.unit]
  return each !== undefined && promised.amount * each <= statutory.amount
}

/**
 * What a clock counts to: 承诺时限, which the office sets itself, and 法定时限, which binds it. At least one of them.
 * A promise beyond the law is refused. Across units a long holiday may still carry a promise past the law (five working
 * days against fifteen calendar days, over the Spring Festival): both are read, each for itself, and the law binds.
 */
export const ClockLimits = z
  .object({ promised: Limit.optional(), statutory: Limit.optional() })
  .refine(
    l => l.promised !== undefined || l.statutory !== undefined,
    '至少填写一个时限 / at least one limit is needed',
  )
  .refine(
    l => !l.promised || !l.statutory || keepsWithin(l.promised, l.statutory),
    '承诺时限不得超过法定时限 / the promised limit may not exceed the statutory one',
  )
export type ClockLimits = z.infer<typeof ClockLimits>

/** The unit in which a clock is extended and its pauses told: that of the law, else of the promise. */
export function bindingUnit(limits: ClockLimits): Unit {
  return (limits.statutory ?? limits.promised)?.unit ?? 'working-day'
}
