import { diceOf } from '../dice.ts'

/** Chance that a seed repeats: the same seed throws the same dice. */
export interface Chance {
  /** Whether something of that probability (0…1) happens. */
  happens(probability: number): boolean
  /** A whole number from `from` to `to`, both included. */
  between(from: number, to: number): number
  one<T>(of: readonly T[]): T
}

export function chanceOf(seed: number): Chance {
  const next = diceOf(seed)
  return {
    happens: probability => next() < probability,
    between: (from, to) => from + Math.floor(next() * (to - from + 1)),
    one: of => of[Math.floor(next() * of.length)] as (typeof of)[number],
  }
}
