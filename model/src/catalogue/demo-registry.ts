import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { Key } from './codes.ts'

/**
 * A date told from the day the demonstration is loaded, so that “exactly six months ago” stays true on any day:
 * `{monthsAgo: 6, daysAgo: 0}`. Months go first, then days; a negative number lies in the
 * future (a Temporal duration could not mix the signs).
 */
export const RelativeDate = z.strictObject({ monthsAgo: z.int(), daysAgo: z.int() })
export type RelativeDate = z.infer<typeof RelativeDate>

const Cell = z.union([z.string(), z.boolean(), z.int(), z.null(), RelativeDate])

/**
 * `demo/registry/<resource>.json`: rows that a demonstration node answers queries of one data resource from. Each row
 * has the fields of that resource and no others; all persons are invented.
 */
export const DemoRegistry = z.strictObject({
  resource: Key,
  notice: z.string(),
  rows: z.array(z.record(z.string(), Cell)),
})
export type DemoRegistry = z.infer<typeof DemoRegistry>

/** A row of a register as a query gets it: dates are ISO 8601 strings. */
export type RegistryRow = Record<string, string | boolean | number | null>

/** The rows with every relative date settled against `today` (`yyyy-mm-dd`). */
export function settleRows(registry: DemoRegistry, today: string): RegistryRow[] {
  const day = Temporal.PlainDate.from(today)
  const settle = (cell: z.infer<typeof Cell>) =>
    cell !== null && typeof cell === 'object'
      ? day.subtract({ months: cell.monthsAgo }).subtract({ days: cell.daysAgo }).toString()
      : cell
  return registry.rows.map(row => Object.fromEntries(Object.entries(row).map(([k, v]) => [k, settle(v)])))
}
