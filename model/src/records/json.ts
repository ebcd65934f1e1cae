import { z } from 'zod'

/** A JSON value (RFC 8259). */
export type JsonValue = z.core.util.JSONType

/**
 * Any JSON value, taken as it is: a walk over what is there, where `z.json()` tries six schemas at each place and copies
 * all. A member of the name `__proto__` is none of ours.
 */
export const Json = z.custom<JsonValue>(isJson)

function isJson(value: unknown): boolean {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return true
    case 'number':
      return Number.isFinite(value)
    case 'object':
      return value === null || (Array.isArray(value) ? value.every(isJson) : hasJson(value))
    default:
      return false
  }
}

function hasJson(value: object): boolean {
  const prototype = Object.getPrototypeOf(value)
  if (prototype !== null && prototype !== Object.prototype) return false
  return Object.entries(value).every(([name, part]) => name !== '__proto__' && isJson(part))
}
