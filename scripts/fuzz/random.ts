import { diceOf } from '../dice.ts'

/** Chance that a seed repeats: the same seed asks the same questions, as far as the node's answers are the same. */
export interface Random {
  /** 0 ≤ n < `below`, whole. */
  below(n: number): number
  /** True in `share` of all cases. */
  chance(share: number): boolean
  one<T>(of: readonly [T, ...T[]]): T
  /** One of a list that may be empty. */
  some<T>(of: readonly T[]): T | undefined
}

export function randomFrom(seed: number): Random {
  const next = diceOf(seed)
  const below = (n: number) => Math.floor(next() * n)
  return {
    below,
    chance: share => next() < share,
    one: of => of[below(of.length)] ?? of[0],
    some: of => of[below(of.length)],
  }
}
