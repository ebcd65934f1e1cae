import type { Instant } from '@lianqiao/model/records/action.ts'

/** Where a node takes the time from; tests set it, rules never ask it. */
export interface TimeSource {
  now(): Instant
}

export const systemTime: TimeSource = { now: () => instantOf(new Date()) }

/** The one spelling of an instant (UTC, milliseconds). */
export function instantOf(date: Date): Instant {
  return date.toISOString() as Instant
}

/** A clock that a test moves by hand. */
export function handTime(start: string): TimeSource & { set(to: string): void; advance(ms: number): void } {
  let at = new Date(start).getTime()
  return {
    now: () => instantOf(new Date(at)),
    set: to => {
      at = new Date(to).getTime()
    },
    advance: ms => {
      at += ms
    },
  }
}
