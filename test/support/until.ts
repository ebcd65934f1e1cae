/** When waiting is given up, in milliseconds: no measure of speed, and shorter than a test's own end, so that it tells of what. */
const limitMs = 240_000

/**
 * Ask again and again until `ask` answers something true, and return that; tests never sleep a guessed time.
 * Throws with `what` and the last error when it is given up.
 */
export async function until<T>(
  what: string,
  ask: () => Promise<T | undefined | null | false> | T | undefined | null | false,
): Promise<T> {
  const end = performance.now() + limitMs
  let last: unknown
  do {
    try {
      const answer = await ask()
      if (answer) return answer
    } catch (error) {
      last = error
    }
    await new Promise(resolve => setTimeout(resolve, 20))
  } while (performance.now() < end)
  throw new Error(`not within ${limitMs} ms: ${what}`, { cause: last })
}
