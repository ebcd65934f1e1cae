import { createHash } from 'node:crypto'

/**
 * What people ask of the nodes, counted as it arrives: the time of a run, whatever the machine's speed. What is said again to the
 * letter, because no answer came, counts once: time does not pass while a node is away.
 */
export interface Wishes {
  /** One has reached the way to a node. */
  heard(method: string, path: string, body: Uint8Array): void
  /** Which was the `n`-th, in words, once it has come; undefined where the play ended before. */
  nth(n: number): Promise<string | undefined>
  /** The play is over: no more will come. @returns how many there were */
  end(): number
}

export function countWishes(): Wishes {
  let count = 0
  const known = new Set<string>()
  const awaited = new Map<number, PromiseWithResolvers<string | undefined>>()
  const of = (n: number) => awaited.getOrInsertComputed(n, () => Promise.withResolvers())
  let over = false
  return {
    heard(method, path, body) {
      if (over || method === 'GET' || !path.startsWith('/api/')) return
      const letters = createHash('sha256').update(path).update(body).digest('base64')
      if (known.has(letters)) return
      known.add(letters)
      count += 1
      of(count).resolve(nameOf(path))
    },
    nth: n => (over && n > count ? Promise.resolve(undefined) : of(n).promise),
    end() {
      over = true
      for (const [n, { resolve }] of awaited) if (n > count) resolve(undefined)
      return count
    },
  }
}

/** The step, or the address without what names one thing: `accept`, `matters`, `queue/call`. */
function nameOf(path: string): string {
  const step = /\/actions\/([a-z-]+)$/.exec(path)?.[1]
  const parts = path.split('/').slice(2)
  return step ?? parts.filter(part => /^[a-z-]+$/.test(part)).join('/')
}
