import type { TrackedCase } from '@lianqiao/model/api/tracking.ts'

/** The way of an application as people know it, one word to a stage. */
export const stages = ['received', 'accepted', 'decided', 'ready', 'delivered'] as const
export type Stage = (typeof stages)[number]

/** How far a case has come: stages done; and whether it stopped for good at the next one, or that one is at work. */
export interface Way {
  done: number
  stopped: boolean
}

/** Where a phase of the procedure lies on the way. A phase that is not known here counts as received. */
export function wayOf({ phase, decision }: Pick<TrackedCase, 'phase' | 'decision'>): Way {
  const stopped = ends[phase]
  if (stopped !== undefined) return { done: stopped, stopped: true }
  if (phase === 'annulled') return { done: decision ? 3 : 1, stopped: true }
  return { done: done[phase] ?? 1, stopped: false }
}

// biome-ignore format: a table, laid out for the eye
const done: Record<string, number> = {
  received: 1, correcting: 1,
  accepted: 2, reviewing: 2, suspended: 2,
  granted: 3, denied: 3, issued: 3,
  concluded: 4,
  delivered: 5,
}

/** Phases in which nothing more comes. */
const ends: Record<string, number> = { refused: 1, returned: 1, withdrawn: 1, lapsed: 1 }
