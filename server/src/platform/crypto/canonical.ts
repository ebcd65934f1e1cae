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
 * The canonical bytes of a JSON value (JCS, RFC 8785): what is hashed, signed and sent, so that both
 * sides hold the same bytes.
 *
 * `JSON.stringify` and `canonicalize` drop or rewrite what they cannot write (`undefined`, dates, `toJSON`,
 * holes), so that what is signed would not be what the program holds: here they are refused instead. A
 * circle is refused as too deep.
 *
 * @throws CryptoRefusal `json-invalid`, `json-too-large`
 */
export function canonicalBytes(value: unknown, limits: JsonLimits = JSON_LIMITS): Uint8Array {
  return Buffer.from(canonicalText(value, limits))
}

/**
 * Read JSON that must already be canonical. Insisting on the form leaves one spelling per value: no
 * duplicate members, no second parser that reads the same signed bytes otherwise.
 *
 * @throws CryptoRefusal `json-invalid`, `json-too-large`
 */
export function parseCanonical(bytes: Uint8Array, limits: JsonLimits = JSON_LIMITS): JsonValue {
  if (bytes.length > limits.maxBytes) throw tooLong(limits)
  let text: string
  let value: JsonValue
  try {
    text = utf8.decode(bytes)
    value = JSON.parse(text)
  } catch (cause) {
    throw new CryptoRefusal('json-invalid', 'not JSON in UTF-8', { cause })
  }
  if (canonicalText(value, limits) !== text) {
    throw new CryptoRefusal('json-invalid', 'not in canonical form (RFC 8785)')
  }
  return value
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * `JSON.stringify` writes numbers and strings as RFC 8785 does, and members in the order in which it finds them: so it is
 * given them in order. To write every string by itself takes five times as long.
 */
function canonicalText(value: unknown, limits: JsonLimits): string {
  const { ordered, listable } = inOrder(value, limits)
  const text = listable ? JSON.stringify(ordered) : (canonicalize(value) as string)
  if (Buffer.byteLength(text) > limits.maxBytes) throw tooLong(limits)
  return text
}

const tooLong = ({ maxBytes }: JsonLimits) => new CryptoRefusal('json-too-large', `over ${maxBytes} bytes`)

/**
 * The value with the members of all objects in order – itself where they are –, and whether a program can list them so.
 *
 * @throws CryptoRefusal `json-invalid`, and `json-too-large` before anything too long is written
 */
function inOrder(value: unknown, limits: JsonLimits): { ordered: unknown; listable: boolean } {
  let listable = true
  /** Of the written form at least. */
  let bytes = 0
  const count = (more: number) => {
    bytes += more
    if (bytes > limits.maxBytes) throw tooLong(limits)
  }
  const visit = (part: unknown, depth: number): unknown => {
    if (depth > limits.maxDepth) throw new CryptoRefusal('json-too-large', `over ${limits.maxDepth} levels`)
    if (typeof part === 'string') {
      checkString(part)
      count(part.length + 2)
      return part
    }
    count(1)
    if (part === null || typeof part === 'boolean') return part
    if (typeof part === 'number') {
      if (!Number.isFinite(part)) throw new CryptoRefusal('json-invalid', 'number is not finite')
      return part
    }
    if (Array.isArray(part)) return visitArray(part, depth + 1)
    if (isPlainObject(part)) return visitObject(part, depth + 1)
    throw new CryptoRefusal('json-invalid', `${typeof part} is not JSON`)
  }
  const visitArray = (array: unknown[], depth: number): unknown[] => {
    let ordered = array
    // By index, not forEach: a hole must be met as the `undefined` it is.
    for (let index = 0; index < array.length; index++) {
      const item = visit(array[index], depth)
      if (item === array[index]) continue
      if (ordered === array) ordered = [...array]
      ordered[index] = item
    }
    return ordered
  }
  const visitObject = (object: Record<string, unknown>, depth: number): object => {
    const names = Object.keys(object)
    const sorted = areSorted(names)
    if (!sorted) names.sort()
    let ordered = sorted ? object : {}
    for (const name of names) {
      checkString(name)
      count(name.length + 3)
      const member = visit(object[name], depth)
      if (ordered === object && member === object[name]) continue
      if (ordered === object) ordered = { ...object }
      // As data, for to assign to `__proto__` would be something else.
      if (name === '__proto__') Object.defineProperty(ordered, name, { ...asData, value: member })
      else ordered[name] = member
    }
    // Names that are numbers come first in every list of names, and by their value.
    listable &&= sorted || areSorted(Object.keys(ordered))
    return ordered
  }
  return { ordered: visit(value, 0), listable }
}

const asData = { enumerable: true, configurable: true, writable: true }

/** By UTF-16 code units, as RFC 8785 wants it and JavaScript compares. */
function areSorted(names: readonly string[]): boolean {
  for (let index = 1; index < names.length; index++)
    if ((names[index - 1] ?? '') > (names[index] ?? '')) return false
  return true
}

function checkString(text: string): void {
  if (!text.isWellFormed()) throw new CryptoRefusal('json-invalid', 'lone surrogate in a string')
  // No text of an office holds one, and no database keeps it: let in, it would be a fault here for ever.
  if (text.includes('\u0000')) throw new CryptoRefusal('json-invalid', 'U+0000 in a string')
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false
  const prototype = Object.getPrototypeOf(value)
  return prototype === null || prototype === Object.prototype
}

/** SHA-256 as 64 lower-case hexadecimal digits: the form in which hashes stand in records and documents. */
export function sha256Hex(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
