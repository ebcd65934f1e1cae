import type { Random } from './random.ts'

type Headers = Record<string, string>

/** Who asks: anybody, and rather him who got further with such a question before. */
export interface Callers {
  for(endpoint: string, random: Random): Headers
  /** What became of it when he asked. */
  met(endpoint: string, caller: Headers, status: number): void
}

export function callersOf(all: readonly Headers[]): Callers {
  /** By endpoint: who was answered, and who was at least not turned away at the door. */
  const answered = new Map<string, Headers[]>()
  const heard = new Map<string, Headers[]>()
  return {
    for(endpoint, random) {
      const better = answered.get(endpoint) ?? heard.get(endpoint)
      return random.some(better && random.chance(0.7) ? better : all) ?? {}
    },
    met(endpoint, caller, status) {
      if ([400, 401, 403, 422].includes(status)) return
      const list = (status < 400 ? answered : heard).getOrInsertComputed(endpoint, () => [])
      if (!list.includes(caller)) list.push(caller)
    },
  }
}
