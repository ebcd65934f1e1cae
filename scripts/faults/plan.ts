import { chanceOf } from './chance.ts'
import type { Code } from './codes.ts'

/**
 * Something that befalls the two nodes `afterMs` milliseconds after the `wish`-th wish of the people has reached a node: on a fast
 * machine and on a slow one at the same place of the story, also while that wish is being fulfilled and before it is answered.
 * What lasts, lasts `forMs`.
 */
export type Fault = { wish: number; afterMs: number } & (
  | { kind: 'kill'; node: Code; duty: 'serve' | 'work' }
  | { kind: 'cut'; node: Code; forMs: number }
  | { kind: 'skew'; node: Code; hours: 1 | -1; forMs: number }
  | { kind: 'database'; node: Code; forMs: number }
  | { kind: 'disk'; node: Code; forMs: number }
)

/** How likely each thing is to befall one message between the nodes, or one call of a client; 0…1. */
export interface Weather {
  /** It never arrives. */
  lost: number
  /** It arrives, and the answer does not. */
  unanswered: number
  delayed: number
  /** It arrives twice at once. */
  doubled: number
  /** It waits until another one has overtaken it. */
  overtaken: number
  /** One byte of it, or of its answer, is another one. */
  corrupted: number
}

/** What one seed does to a run: the faults, and the weather between the nodes and before the clients. */
export interface Plan {
  seed: number
  faults: Fault[]
  between: Weather
  before: Pick<Weather, 'lost' | 'unanswered' | 'doubled'>
}

const codes = ['320111', '340523'] as const

/** Wishes of a play, at least. */
const wishes = 34

/** The plan of a seed. `disks`: whether a full disk can be made here (`disk.ts`). */
export function planOf(seed: number, { disks }: { disks: boolean }): Plan {
  const chance = chanceOf(seed)
  const percent = (most: number) => chance.between(0, most) / 100
  const between = {
    lost: percent(10),
    unanswered: percent(15),
    delayed: percent(30),
    doubled: percent(20),
    overtaken: percent(20),
    corrupted: percent(12),
  }
  const before = { lost: percent(5), unanswered: percent(10), doubled: percent(15) }
  const kinds = [
    'kill',
    'kill',
    'kill',
    'cut',
    'skew',
    'database',
    ...(disks ? (['disk'] as const) : []),
  ] as const
  const faults = Array.from({ length: chance.between(2, 5) }, (): Fault => {
    const [wish, afterMs] = [chance.between(1, wishes), chance.between(0, 120)]
    const node = chance.one(codes)
    const forMs = chance.between(200, 2000)
    const kind = chance.one(kinds)
    if (kind === 'kill') return { wish, afterMs, kind, node, duty: chance.one(['serve', 'work']) }
    if (kind === 'skew') return { wish, afterMs, kind, node, forMs, hours: chance.one([1, -1]) }
    return { wish, afterMs, kind, node, forMs }
  })
  return { seed, faults: faults.sort((a, b) => a.wish - b.wish), between, before }
}

/** `kill 320111/work`. */
export function inWords(fault: Fault): string {
  const what = fault.kind === 'kill' ? `/${fault.duty}` : fault.kind === 'skew' ? ` ${fault.hours} h` : ''
  return `${fault.kind} ${fault.node}${what}`
}
