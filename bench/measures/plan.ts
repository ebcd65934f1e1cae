import type { Load, Measured } from '../load.ts'
import type { Stage } from '../stage.ts'

/** How long each measurement takes, in seconds, and over how many rows the lists go. */
export interface Plan {
  seconds: number
  sizes: readonly number[]
}

/** Let the load generator ask 浦口's node. Throws where a single request failed: a figure with failures is none. */
export async function pressed(
  stage: Stage,
  load: Omit<Load, 'urls'> & Partial<Pick<Load, 'urls'>>,
): Promise<Measured> {
  const measured = await stage.load.ask<Measured>({ urls: [stage.pukou.url], ...load } satisfies Load)
  if (measured.failed > 0)
    throw new Error(`${measured.failed} requests failed, the first: ${measured.firstFailure}`)
  return measured
}
