import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import { CryptoRefusal } from './refusal.ts'

/** What JSON (RFC 8259, within I-JSON RFC 7493) can carry. */
export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [member: string]: JsonValue }

/** `maxDepth`: levels of nesting, a bare value being level 0. `maxBytes`: length of the canonical form. */
export type JsonLimits = { readonly maxDepth: number; readonly maxBytes: number }

/**
 * Ample for a record's action, small enough that a hostile message costs milliseconds: files travel by
 * hash beside the message, never inside it.
 */
export const JSON_LIMITS: JsonLimits = { maxDepth: 64, maxBytes: 4 * 1024 * 1024 }

/**
 * Check that `value` is JSON and nothing else, and within `limits`.
 *
 * `JSON.stringify` and `canonicalize` drop or rewrite what they cannot write (`undefined`, dates, `toJSON`,
 * holes), so that what is signed would not be what the program holds: here they are refused instead. A
 * circle is refused as too deep.
 *
 * @returns the length in bytes of the canonical form
 * @throws CryptoRefusal `json-invalid`, `json-too-large`
 */
export function checkJson(value: unknown, limits: JsonLimits = JSON_LIMITS): number {
  let bytes = 0
  const count = (more: number) => {
    bytes += more
    if (bytes > limits.maxBytes) throw new CryptoRefusal('json-too-large', `over ${limits.maxBytes} bytes`)
  }
  const countString = (text: string) => {
    if (!text.isWellFormed()) throw new CryptoRefusal('json-invalid', 'lone surrogate in a string')
    // No text of an office holds one, and no database keeps it: let in, it would be a fault here for ever.
    if (text.includes('\u0000')) throw new CryptoRefusal('json-invalid', 'U+0000 in a string')
    // The length alone is a lower bound: it spares writing out a text that is too long anyway.
    if (bytes + text.length > limits.maxBytes) count(text.length)
    count(Buffer.byteLength(JSON.stringify(text)))
  }
  const visit = (part: unknown, depth: number): void => {
    if (depth > limits.maxDepth) throw new CryptoRefusal('json-too-large', `over ${limits.maxDepth} levels`)
    if (part === null || typeof part === 'boolean') {
      count(String(part).length)
    } else if (typeof part === 'string') {
      countString(part)
    } else if (typeof part === 'number') {
      if (!Number.isFinite(part)) throw new CryptoRefusal('json-invalid', 'number is not finite')
      count(JSON.stringify(part).length)
    } else if (Array.isArray(part)) {
      count(2 + Math.max(0, part.length - 1))
      // By index, not forEach: a hole must be met as the `undefined` it is.
      for (let index = 0; index < part.length; index++) visit(part[index], depth + 1)
    } else if (isPlainObject(part)) {
      const members = Object.entries(part)
      count(2 + Math.max(0, members.length - 1))
      for (const [name, member] of members) {
        countString(name)
        count(1)
        visit(member, depth + 1)
      }
    } else {
      throw new CryptoRefusal('json-invalid', `${typeof part} is not JSON`)
    }
  }
  visit(value, 0)
  return bytes
}

function isPlainObject(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false
  const prototype = Object.getPrototypeOf(value)
  return prototype === null || prototype === Object.prototype
}

/**
 * The canonical bytes of a JSON value (JCS, RFC 8785): what is hashed, signed and sent, so that both
 * sides hold the same bytes.
 *
 * @throws CryptoRefusal `json-invalid`, `json-too-large`
 */
export function canonicalBytes(value: unknown, limits: JsonLimits = JSON_LIMITS): Uint8Array {
  checkJson(value, limits)
  return Buffer.from(canonicalize(value) as string)
}

/**
 * Read JSON that must already be canonical. Insisting on the form leaves one spelling per value: no
 * duplicate members, no second parser that reads the same signed bytes otherwise.
 *
 * @throws CryptoRefusal `json-invalid`, `json-too-large`
 */
export function parseCanonical(bytes: Uint8Array, limits: JsonLimits = JSON_LIMITS): JsonValue {
  if (bytes.length > limits.maxBytes) {
    throw new CryptoRefusal('json-too-large', `over ${limits.maxBytes} bytes`)
  }
  let value: JsonValue
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes))
  } catch (cause) {
    throw new CryptoRefusal('json-invalid', 'not JSON in UTF-8', { cause })
  }
  if (!Buffer.from(canonicalBytes(value, limits)).equals(bytes)) {
    throw new CryptoRefusal('json-invalid', 'not in canonical form (RFC 8785)')
  }
  return value
}

/** SHA-256 as 64 lower-case hexadecimal digits: the form in which hashes stand in records and documents. */
export function sha256Hex(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
