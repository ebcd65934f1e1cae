/** A part of the program that is fetched when it is wanted, or a moment before. */
export interface Later<T> {
  /** The part, once it has come. */
  readonly here: T | undefined
  /** Fetch it. What is on its way is not asked for twice; what failed is forgotten, and asked for anew. */
  fetch: () => Promise<T>
}

/** `load` is an `import()`. */
export function later<T>(load: () => Promise<T>): Later<T> {
  let here: T | undefined
  let under: Promise<T> | undefined
  return {
    get here() {
      return here
    },
    fetch() {
      under ??= load().then(
        part => {
          here = part
          return part
        },
        error => {
          under = undefined
          throw error
        },
      )
      return under
    },
  }
}
