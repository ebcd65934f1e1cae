import { Principal } from '@lianqiao/model/people/principal.ts'
import type { Mounted } from '../../server/src/modules.ts'
import type { Authenticate } from '../../server/src/platform/http/server.ts'

/** Carries the principal that a test speaks as, JSON in base64url. Only test nodes know it. */
const header = 'x-test-principal'

/** Believe the header of a test; without it ask `otherwise`. */
export function testAuthenticate(otherwise: Authenticate): Authenticate {
  return async request => {
    const given = request.headers[header]
    if (typeof given !== 'string') return otherwise(request)
    const who = Principal.parse(JSON.parse(Buffer.from(given, 'base64url').toString()))
    return { who, csrfValid: true }
  }
}

/** What a node answered: `body` is the parsed JSON, or the bytes of anything else. */
export interface Answer<T> {
  status: number
  body: T
  headers: Headers
}

/** A client of the node at `url`; `who` undefined is a stranger. */
export function callAs(url: string) {
  return (who?: Principal) => {
    // biome-ignore lint/suspicious/noExplicitAny: a test knows what it expects of the answer
    const call = async <T = any>(method: string, path: string, body?: unknown): Promise<Answer<T>> => {
      const headers: Record<string, string> = {}
      if (who) headers[header] = Buffer.from(JSON.stringify(who)).toString('base64url')
      if (body !== undefined)
        headers['content-type'] = body instanceof Uint8Array ? 'application/octet-stream' : 'application/json'
      const response = await fetch(`${url}${path}`, {
        method,
        headers,
        ...(body === undefined ? {} : { body: body instanceof Uint8Array ? body : JSON.stringify(body) }),
      } as RequestInit)
      const json = /json/.test(response.headers.get('content-type') ?? '')
      const answered = json ? await response.json() : new Uint8Array(await response.arrayBuffer())
      return { status: response.status, body: answered as T, headers: response.headers }
    }
    return {
      // biome-ignore lint/suspicious/noExplicitAny: as above
      get: <T = any>(path: string) => call<T>('GET', path),
      // biome-ignore lint/suspicious/noExplicitAny: as above
      post: <T = any>(path: string, body: unknown = {}) => call<T>('POST', path, body),
      // biome-ignore lint/suspicious/noExplicitAny: as above
      put: <T = any>(path: string, body: unknown = {}) => call<T>('PUT', path, body),
      // biome-ignore lint/suspicious/noExplicitAny: as above
      delete: <T = any>(path: string) => call<T>('DELETE', path),
    }
  }
}

/** A member of staff of a jurisdiction, holding `roles`. */
export function staff(
  jurisdiction: string,
  roles: Principal['roles'],
  more: Partial<Principal> = {},
): Principal {
  const subject = more.subject ?? `${roles[0]}-${jurisdiction}`
  return Principal.parse({ kind: 'staff', name: subject, jurisdiction, roles, ...more, subject })
}

/** Tests sign in by a header; who does not send it is asked the node's own way. */
export function signingInByHeader(given: Mounted): Mounted {
  return { ...given, authenticate: node => testAuthenticate(given.authenticate(node)) }
}
