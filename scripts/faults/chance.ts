/** Chance that a seed repeats: the same seed throws the same dice (mulberry32). */
export interface Chance {
  /** Whether something of that probability (0…1) happens. */
  happens(probability: number): boolean
  /** A whole number from `from` to `to`, both included. */
  between(from: number, to: number): number
  one<T>(of: readonly T[]): T
}

export function chanceOf(seed: number): Chance {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    happens: probability => next() < probability,
    between: (from, to) => from + Math.floor(next() * (to - from + 1)),
    one: of => of[Math.floor(next() * of.length)] as (typeof of)[number],
  }
}
