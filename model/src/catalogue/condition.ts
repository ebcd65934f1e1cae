import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { Key } from './codes.ts'

/**
 * A condition that the node can look up instead of asking for paper. `field` is a field of the data resource's row.
 *  - `months-since`: at least `months` whole months have passed since the date in `field`
 *  - `one-of`: the value is one of those listed
 *  - `age`: the date of birth in `field` gives an age of at least `from` and below `below` years
 */
export const ConditionCheck = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('months-since'),
    resource: Key,
    field: z.string(),
    months: z.int().positive().max(1200),
  }),
  z.strictObject({
    kind: z.literal('one-of'),
    resource: Key,
    field: z.string(),
    values: z.array(z.string()).min(1),
  }),
  z.strictObject({
    kind: z.literal('age'),
    resource: Key,
    field: z.string(),
    from: z.int().nonnegative().optional(),
    below: z.int().positive().optional(),
  }),
])
export type ConditionCheck = z.infer<typeof ConditionCheck>

/** 受理条件: one condition, in the words of the guide, with a check where a register can answer. */
export const ItemCondition = z.strictObject({ key: Key, text: z.string(), check: ConditionCheck.optional() })
export type ItemCondition = z.infer<typeof ItemCondition>

/** What a register says about a condition. `metOn` is the first day (`yyyy-mm-dd`) on which it is met, where it can be told. */
export interface Judgement {
  met: boolean
  metOn?: string
}

/**
 * Hold a register's row against a condition on the day `today`. A row without the field does not meet it. Periods run
 * to the day of the same number, or to the month's last day (民法典 202–203), and “以上” includes the number (民法典 1259):
 * whoever registered on 15 January has six months on 15 July.
 */
export function judgeCondition(
  check: ConditionCheck,
  row: Record<string, unknown>,
  today: string,
): Judgement {
  const value = row[check.field]
  if (typeof value !== 'string') return { met: false }
  switch (check.kind) {
    case 'one-of':
      return { met: check.values.includes(value) }
    case 'months-since':
      return reached(Temporal.PlainDate.from(value).add({ months: check.months }), today)
    case 'age': {
      const birthday = (years: number) => Temporal.PlainDate.from(value).add({ years })
      const tooOld = check.below !== undefined && reached(birthday(check.below), today).met
      return tooOld ? { met: false } : reached(birthday(check.from ?? 0), today)
    }
  }
}

function reached(day: Temporal.PlainDate, today: string): Judgement {
  const metOn = day.toString()
  return { met: metOn <= today, metOn }
}
