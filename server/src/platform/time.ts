import type { Instant } from '@lianqiao/model/records/action.ts'

/** Where a node takes the time from; tests set it, rules never ask it. */
export interface TimeSource {
  now(): Instant
}

export const systemTime: TimeSource = {
  now() {
    const ms = Date.now()
    // One step asks ten times, and spelling it out takes longer than asking.
    if (ms !== told.ms) told = { ms, at: instantOf(new Date(ms)) }
    return told.at
  },
}
let told = { ms: 0, at: '1970-01-01T00:00:00.000Z' as Instant }

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
