import fc from 'fast-check'
import type { Known } from './known.ts'
import { numbers, personal, texts } from './nasty.ts'
import type { Random } from './random.ts'

/** JSON Schema as the node prints it, as far as zod writes it. */
export interface Schema {
  $ref?: string
  $defs?: Record<string, Schema>
  type?: string | string[]
  enum?: unknown[]
  const?: unknown
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: boolean | Schema
  propertyNames?: Schema
  items?: Schema | boolean
  prefixItems?: Schema[]
  minItems?: number
  maxItems?: number
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  exclusiveMinimum?: number
  pattern?: string
  format?: string
}

const uuid = (random: Random) =>
  'xxxxxxxx-xxxx-7xxx-8xxx-xxxxxxxxxxxx'.replace(/x/g, () => random.below(16).toString(16))

/** A value that a schema takes, or nearly: what zod refines beyond JSON Schema is met by what is `known`. */
export function generate(schema: Schema, random: Random, known: Known, root = schema, depth = 0): unknown {
  const of = (part: Schema, deeper = 1) => generate(part, random, known, root, depth + deeper)
  if (schema.$ref) return depth > 12 ? null : of(resolve(schema.$ref, root))
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return random.some(schema.enum)
  const choice = schema.anyOf ?? schema.oneOf
  if (choice) return of(random.some(choice) ?? {}, 0)
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map(part => of(part, 0)))
  const type = Array.isArray(schema.type) ? random.some(schema.type) : schema.type
  switch (type) {
    case 'object':
      return objectOf(schema, random, known, of, depth)
    case 'array': {
      if (schema.prefixItems) return schema.prefixItems.map(part => of(part))
      const least = schema.minItems ?? 0
      const length = Math.min(least + random.below(depth > 6 ? 1 : 4), schema.maxItems ?? 100)
      return Array.from({ length }, () => of(typeof schema.items === 'object' ? schema.items : {}))
    }
    case 'string':
      return textOf(schema, random, known)
    case 'number':
    case 'integer': {
      const low = schema.minimum ?? schema.exclusiveMinimum ?? 0
      const high = Math.min(schema.maximum ?? low + 1000, low + 10_000)
      return low + random.below(Math.max(1, Math.floor(high - low) + 1))
    }
    case 'boolean':
      return random.chance(0.5)
    case 'null':
      return null
    default:
      return random.one<unknown>([null, true, 1, 'text', [], {}, { a: 1 }])
  }
}

function objectOf(schema: Schema, random: Random, known: Known, of: (s: Schema) => unknown, depth: number) {
  const { properties = {}, required = [] } = schema
  const names = Object.keys(properties).filter(
    name => required.includes(name) || random.chance(depth > 4 ? 0.2 : 0.6),
  )
  const members = names.map(
    name => [name, memberOf(name, properties[name] ?? {}, random, known, of)] as const,
  )
  const more = schema.additionalProperties
  const extra =
    typeof more === 'object'
      ? Array.from({ length: random.below(4) }, () => [
          textOf(schema.propertyNames ?? { maxLength: 12 }, random, known),
          of(more),
        ])
      : []
  return Object.fromEntries([...extra, ...members])
}

/**
 * Where a person belongs, the invented one stands: no problem may tell of him. Else what was told under this name, if it may
 * stand here.
 */
function memberOf(
  name: string,
  schema: Schema,
  random: Random,
  known: Known,
  of: (s: Schema) => unknown,
): unknown {
  const about = personal[name as keyof typeof personal]
  if (about && random.chance(0.7)) return about
  const plain = schema.type === 'string' && !schema.enum && name !== 'command'
  const told = plain && random.chance(0.6) ? known.named({ name, fits: fitsOf(schema) }, random) : undefined
  return told ?? of(schema)
}

/** Whether a text will do where this schema stands: of its form and length, a number where it asks for one. */
export function fitsOf(schema: Schema): (text: string) => boolean {
  const { pattern, format, minLength = 0, maxLength = 120, type } = schema
  if (schema.enum) return text => schema.enum?.includes(text) ?? false
  if (type === 'integer' || type === 'number') return text => /^\d{1,9}$/.test(text)
  if (format === 'uuid') return text => uuidForm.test(text)
  const test = pattern === undefined ? undefined : new RegExp(pattern, 'u')
  return text => text.length >= minLength && text.length <= maxLength && (test?.test(text) ?? true)
}

const uuidForm = /^[0-9a-f]{8}-[0-9a-f-]{27}$/

function resolve(ref: string, root: Schema): Schema {
  if (ref === '#') return root
  return root.$defs?.[ref.slice('#/$defs/'.length)] ?? {}
}

const matching = new Map<string, { test: RegExp; samples: string[] }>()

/** Texts that match a pattern; made once, for making them is slow. */
function samplesOf(pattern: string) {
  const made = matching.get(pattern)
  if (made) return made
  const test = new RegExp(pattern, 'u')
  const fresh = { test, samples: [] as string[] }
  matching.set(pattern, fresh)
  // With what looks ahead fast-check cannot do anything; there is what is known.
  if (!/\(\?[=!<]/.test(pattern)) fresh.samples = fc.sample(fc.stringMatching(test), { numRuns: 60, seed: 1 })
  return fresh
}

function textOf(schema: Schema, random: Random, known: Known): string {
  const { pattern, format, minLength = 0, maxLength = 40 } = schema
  const lengthFits = (text: string) => text.length >= minLength && text.length <= maxLength
  if (format === 'uuid')
    return (random.chance(0.6) && known.fitting(text => uuidForm.test(text), random)) || uuid(random)
  if (format === 'date') return `20${10 + random.below(30)}-0${1 + random.below(9)}-1${random.below(10)}`
  if (pattern) {
    const { test, samples } = samplesOf(pattern)
    const told = random.chance(0.7) && known.fitting(text => test.test(text) && lengthFits(text), random)
    return told || (random.some(samples.filter(lengthFits)) ?? random.some(samples) ?? '')
  }
  if (random.chance(0.3)) return known.fitting(lengthFits, random) ?? ''
  if (random.chance(0.2)) return random.some(texts.filter(lengthFits)) ?? ''
  const length = minLength + random.below(Math.max(1, Math.min(maxLength - minLength, 30)))
  return Array.from({ length }, () => random.one(['a', 'b', '1', '-', '中', '国', '😀', ' ']))
    .join('')
    .slice(0, maxLength)
}

/** Any number that has broken programs before. */
export const anyNumber = (random: Random): number => random.some(numbers) ?? 0
