import type { Fetch } from '../../../server/src/exchange/index.ts'

/** One request on its way, before it is passed on. */
export interface Passing {
  url: string
  init: RequestInit & { headers: Record<string, string>; body: Buffer }
  pass(changed?: Partial<RequestInit>): Promise<Response>
}

/** What somebody on the wire does to requests. */
export type Meddle = (passing: Passing) => Promise<Response>

/** A wire between nodes that tests cut and meddle with; it also counts. */
export interface Wire {
  fetch: Fetch
  /** Requests that were tried. */
  tried: number
  cut(): void
  mend(): void
  /** Meddle with the coming requests until mended. */
  meddle(how: Meddle): void
}

export function makeWire(): Wire {
  let how: Meddle = passing => passing.pass()
  const wire: Wire = {
    tried: 0,
    fetch(url, init) {
      wire.tried += 1
      const pass: Passing['pass'] = changed => fetch(url, { ...init, ...changed } as RequestInit)
      return how({ url, init: init as Passing['init'], pass })
    },
    cut: () => {
      how = () => Promise.reject(new TypeError('the wire is cut'))
    },
    mend: () => {
      how = passing => passing.pass()
    },
    meddle: meddle => {
      how = meddle
    },
  }
  return wire
}
