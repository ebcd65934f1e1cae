import type { Instant } from '@lianqiao/model/records/action.ts'
import { instantOf } from '../../platform/time.ts'

/** Newest first, from below a position on. */
export interface Page {
  before?: number | undefined
  limit: number
}

/** Rows of one page, and where the next begins. One row more than asked tells whether there is one. */
export function cut<Row extends { position: number }>(rows: Row[], limit: number) {
  const next = rows.length > limit ? (rows[limit - 1]?.position ?? null) : null
  return { rows: rows.slice(0, limit), next }
}

export const instant = (date: Date | null): Instant | null => date && instantOf(date)
