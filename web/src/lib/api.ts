import { fill } from '@lianqiao/model/api/address.ts'
import type { Endpoint, OutputOf, SentInput, SentParams, SentQuery } from '@lianqiao/model/api/endpoint.ts'
import { asksOf } from '@lianqiao/model/api/opening.ts'
import { csrfHeader, readSession } from '@lianqiao/model/api/session.ts'
import { askAhead, underWay } from './ahead.ts'
import { currentLanguage } from './i18n.ts'
import { hearTime } from './now.ts'
import { asProblem, type ProblemError, problemOf } from './problem.ts'

/** What a call must bring along: exactly what its endpoint takes. A `'file'` body is sent as a Blob. */
export type Sent<E> = Part<'params', SentParams<E>> &
  Part<'query', SentQuery<E>> &
  Part<'body', Bytes<SentInput<E>>> & { signal?: AbortSignal }

/** What a call answers; a `'file'` output arrives as a Blob. */
export type Answer<E> = E extends { output: 'file' } ? Blob : OutputOf<E>

// An endpoint that names no params, query or body infers `unknown` for it: then nothing may be sent.
type Part<Name extends string, T> = unknown extends T
  ? { [N in Name]?: never }
  : Record<string, never> extends T
    ? { [N in Name]?: T }
    : { [N in Name]: T }
type Bytes<T> = unknown extends T ? T : T extends Uint8Array ? Blob : T

interface Credentials {
  /** The session's CSRF token; absent while nobody is signed in. */
  csrf: string | undefined
  /** Called when a session that was there is gone. */
  lost: () => void
}
const credentials: Credentials = { csrf: undefined, lost: () => {} }

/** `session` hands over what calls need of it. */
export function setCredentials(change: Partial<Credentials>): void {
  Object.assign(credentials, change)
}

/**
 * Call an endpoint. Throws `ProblemError` for whatever goes wrong, a dead network included; only an aborted call throws
 * its `AbortError`, for that one somebody wanted.
 */
export async function call<E extends Endpoint>(endpoint: E, sent: Sent<E>): Promise<Answer<E>> {
  const { params, query, body, signal } = sent as Loose
  const address = fill(endpoint, { params, query })
  const ahead = endpoint.method === 'GET' ? underWay(address) : undefined
  const response = await (ahead ??
    request(address, {
      method: endpoint.method,
      headers: headersOf(endpoint, body),
      ...(body === undefined ? {} : { body: body instanceof Blob ? body : JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
      credentials: 'same-origin',
    }))
  if (!response.ok) throw await refused(response)
  return (await (endpoint.output === 'file' ? response.blob() : response.json())) as Answer<E>
}

/**
 * Ask for what the page at this address wants as it opens, before it is drawn: the browser has most of it already, fetched by
 * the document's `Link` header. The session, with which drawing begins, comes last. What may be asked for only by who is signed
 * in waits until it is known that somebody is.
 */
export function askForOpening({ pathname, search }: Location): void {
  const addresses = asksOf(pathname, Object.fromEntries(new URLSearchParams(search)), false)
  askAhead(addresses.toReversed(), address =>
    request(address, { headers: headersOf(readSession, undefined), credentials: 'same-origin' }),
  )
}

/** The address of a document endpoint, for a link that opens it. */
export function addressOf<E extends Endpoint>(endpoint: E, sent: Omit<Sent<E>, 'body' | 'signal'>): string {
  return fill(endpoint, sent as Loose)
}

interface Loose {
  params?: Record<string, unknown>
  query?: Record<string, unknown>
  body?: unknown
  signal?: AbortSignal
}

async function request(url: string, init: RequestInit): Promise<Response> {
  try {
    const response = await fetch(url, init)
    hearTime(response.headers)
    return response
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw asProblem(error)
  }
}

async function refused(response: Response): Promise<ProblemError> {
  const problem = await problemOf(response)
  if (response.status === 401 && credentials.csrf) credentials.lost()
  return problem
}

function headersOf(endpoint: Endpoint, body: unknown): Record<string, string> {
  return {
    accept: endpoint.output === 'file' ? '*/*' : 'application/json',
    'accept-language': currentLanguage() === 'en' ? 'en' : 'zh-CN',
    traceparent: traceparent(),
    ...(body === undefined
      ? {}
      : { 'content-type': body instanceof Blob ? body.type || binary : 'application/json' }),
    ...(endpoint.method !== 'GET' && credentials.csrf ? { [csrfHeader]: credentials.csrf } : {}),
  }
}

const binary = 'application/octet-stream'

/** W3C Trace Context: a new trace for every call, so that its number in a problem finds the node's log lines. */
function traceparent(): string {
  const hex = (bytes: number) =>
    Array.from(crypto.getRandomValues(new Uint8Array(bytes)), b => b.toString(16).padStart(2, '0')).join('')
  return `00-${hex(16)}-${hex(8)}-01`
}
