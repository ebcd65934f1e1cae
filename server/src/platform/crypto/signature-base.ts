/**
 * The signature base of HTTP Message Signatures (RFC 9421 section 2): the lines of a message that a signature
 * covers.
 */
import {
  type InnerList,
  type Item,
  type Parameters,
  parseDictionary,
  serializeInnerList,
  serializeItem,
} from 'structured-headers'
import { CryptoRefusal } from './refusal.ts'

/** Header fields by name in any case, as Node and fetch-like clients hold them. */
export type HttpFields = { readonly [name: string]: string | readonly string[] | undefined }

/** `url`: the absolute target URI as the client addressed it, also behind a reverse proxy. */
export type HttpRequestHead = { readonly method: string; readonly url: string; readonly headers: HttpFields }
export type HttpResponseHead = { readonly status: number; readonly headers: HttpFields }

/** What a signature may speak about: a request; or a response and the request it answers. */
export type SignedMessage =
  | { readonly request: HttpRequestHead }
  | { readonly request: HttpRequestHead; readonly response: HttpResponseHead }

const malformed = (message: string) => new CryptoRefusal('signature-malformed', message)

/**
 * Build the signature base.
 *
 * @param covered the covered components with the signature's parameters, as they stand in `Signature-Input`
 * @throws CryptoRefusal `signature-malformed`: a component twice, unknown, or not in the message
 */
export function signatureBase(covered: InnerList, message: SignedMessage): Uint8Array {
  const lines = covered[0].map(
    component => `${serializeItem(component)}: ${componentValue(component, message)}`,
  )
  const identifiers = covered[0].map(identity)
  if (new Set(identifiers).size < identifiers.length) throw malformed('a component is covered twice')
  lines.push(`"@signature-params": ${serializeInnerList(covered)}`)
  // A line break inside a value would forge a line; outside ASCII there is no one byte form (section 2.5).
  if (lines.some(line => !/^[\x20-\x7e\t]*$/.test(line))) throw malformed('a covered value is not ASCII')
  return Buffer.from(lines.join('\n'))
}

/** Components are the same when name and parameters are, in whatever order (section 2). */
function identity([name, parameters]: Item): string {
  return JSON.stringify([name, [...parameters].map(([key, value]) => `${key}=${value}`).sort()])
}

/** `req`: of the request that is answered; `key`: one member of a dictionary; `name`: one query parameter. */
const parameterNames = new Set(['req', 'key', 'name'])

function componentValue([name, parameters]: Item, message: SignedMessage): string {
  if (typeof name !== 'string') throw malformed('a component name is not a string')
  for (const parameter of parameters.keys()) {
    // `sf`, `bs`, `tr`: no message of ours needs them, and half an implementation would sign something else.
    if (!parameterNames.has(parameter)) throw malformed(`component parameter ${parameter} is not supported`)
  }
  const response = 'response' in message ? message.response : undefined
  if (parameters.has('req') && !response) throw malformed(`${name};req outside a response`)
  const subject = response && !parameters.has('req') ? response : message.request
  if (!name.startsWith('@')) return fieldValue(name, parameters, subject.headers)
  if ('status' in subject) {
    if (name === '@status') return String(subject.status)
    throw malformed(`a response has no ${name}`)
  }
  return derivedFromRequest(name, parameters, subject)
}

/** Derived components of a request (section 2.2). */
function derivedFromRequest(name: string, parameters: Parameters, request: HttpRequestHead): string {
  const url = URL.parse(request.url)
  if (!url) throw malformed('the target URI is not absolute')
  switch (name) {
    case '@method':
      return request.method
    case '@target-uri':
      return url.origin + url.pathname + url.search
    case '@authority':
      return url.host
    case '@scheme':
      return url.protocol.slice(0, -1)
    case '@request-target':
      return url.pathname + url.search
    case '@path':
      return url.pathname
    case '@query':
      return url.search || '?'
    case '@query-param':
      return queryParameter(url, parameters.get('name'))
    default:
      throw malformed(`a request has no ${name}`)
  }
}

/** Section 2.2.8: the name comes percent-encoded, the value is encoded again; a repeated one cannot be signed. */
function queryParameter(url: URL, name: unknown): string {
  const values = [...url.searchParams].filter(([key]) => percentEncode(key) === name)
  const [first, ...rest] = values
  if (!first || rest.length > 0) throw malformed('a covered query parameter is missing or repeated')
  return percentEncode(first[1])
}

/** The application/x-www-form-urlencoded percent-encode set (WHATWG URL), a space being `%20`. */
function percentEncode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()~]/g,
    character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

/** A header field's lines, trimmed and joined (section 2.1), or one member of a dictionary (section 2.1.2). */
function fieldValue(name: string, parameters: Parameters, fields: HttpFields): string {
  const value = field(fields, name)
  if (value === undefined) throw malformed(`header field ${name} is missing`)
  const key = parameters.get('key')
  if (key === undefined) return value
  const member = parseMembers(name, value).get(String(key))
  if (!member) throw malformed(`header field ${name} has no member ${key}`)
  return isInnerList(member) ? serializeInnerList(member) : serializeItem(member)
}

/** The one value of a header field, whatever the case of its name; `undefined` when it is not there. */
export function field(fields: HttpFields, name: string): string | undefined {
  const lines = Object.entries(fields)
    .filter(([key, value]) => key.toLowerCase() === name && value !== undefined)
    .flatMap(([, value]) => value ?? [])
  return lines.length === 0 ? undefined : lines.map(line => line.trim()).join(', ')
}

/**
 * Parse a dictionary field (RFC 9651).
 *
 * @throws CryptoRefusal `signature-malformed`
 */
export function parseMembers(name: string, value: string): Map<string, Item | InnerList> {
  try {
    return parseDictionary(value)
  } catch (cause) {
    throw new CryptoRefusal('signature-malformed', `header field ${name} is not a dictionary`, { cause })
  }
}

export function isInnerList(member: Item | InnerList): member is InnerList {
  return Array.isArray(member[0])
}
