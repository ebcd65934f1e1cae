import { Temporal } from 'temporal-polyfill'
import type { ConditionCheck } from './condition.ts'

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
