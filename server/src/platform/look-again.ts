import type { Node } from './node.ts'

/**
 * Look every so many milliseconds whether something is to be done, until stopped. While one look is under way no other
 * begins, so that none pile up behind a database that hangs; a fault is logged with `complaint`, and the next look tries
 * again.
 * @returns how to stop; it waits for the look that is under way
 */
export function lookAgain(
  node: Node,
  everyMs: number,
  look: () => Promise<unknown>,
  complaint: string,
): () => Promise<void> {
  let looking: Promise<unknown> | undefined
  const timer = setInterval(() => {
    looking ??= look()
      .catch(err => node.log.error({ err }, complaint))
      .finally(() => {
        looking = undefined
      })
  }, everyMs)
  return async () => {
    clearInterval(timer)
    await looking
  }
}
