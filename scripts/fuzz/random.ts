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

/** Mulberry32: small, quick and good enough to wander through schemas. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (n: number) => Math.floor(next() * n)
  return {
    below,
    chance: share => next() < share,
    one: of => of[below(of.length)] ?? of[0],
    some: of => of[below(of.length)],
  }
}
