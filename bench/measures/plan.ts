import type { Load, Measured } from '../load.ts'
import type { MeasuredNode, Stage } from '../stage.ts'

/** How long each measurement takes, in seconds; how often each page is opened; over how many rows the lists go. */
export interface Plan {
  seconds: number
  visits: number
  sizes: readonly number[]
}

/** What a node's process holds (bytes) and has computed since it began (milliseconds of processor time). */
export interface Usage {
  rss: number
  heapUsed: number
  cpuMs: number
}

/** How it went, and the processor time in milliseconds that each request cost the node of 浦口 and that of 和县. */
export type Pressed = Measured & { cpuMs: number; cpuMsThere: number }

/** Let the load generator ask 浦口's node. Throws where a single request failed: a figure with failures is none. */
export async function pressed(
  stage: Stage,
  load: Omit<Load, 'urls'> & Partial<Pick<Load, 'urls'>>,
): Promise<Pressed> {
  const before = await computed(stage)
  const measured = await stage.load.ask<Measured>({ urls: [stage.pukou.url], ...load } satisfies Load)
  const after = await computed(stage)
  if (measured.failed > 0)
    throw new Error(`${measured.failed} requests failed, the first: ${measured.firstFailure}`)
  return {
    ...measured,
    cpuMs: (after.here - before.here) / measured.done,
    cpuMsThere: (after.there - before.there) / measured.done,
  }
}

/** The processor time in milliseconds that both nodes have used until now. */
export async function computed({ pukou, hexian }: Stage): Promise<{ here: number; there: number }> {
  const of = async ({ child }: MeasuredNode) => (await child.ask<Usage>('usage')).cpuMs
  return { here: await of(pukou), there: await of(hexian) }
}
