import { examples } from './examples.ts'
import type { Known } from './known.ts'
import { mutated, spoiled } from './mutate.ts'
import type { Random } from './random.ts'
import { fitsOf, generate, type Schema } from './values.ts'

interface Parameter {
  name: string
  in: 'path' | 'query'
  required?: boolean
  schema: Schema
}

/** One endpoint as the node's own OpenAPI document tells it. */
export interface Target {
  name: string
  method: string
  path: string
  parameters: Parameter[]
  /** `file`: raw bytes. */
  body: Schema | 'file' | undefined
}

/** A request ready to be sent. */
export interface Question {
  name: string
  method: string
  path: string
  headers: Record<string, string>
  body: string | Buffer | undefined
  /** The headers of him who asks, where it must be somebody; default: anybody. */
  caller?: Record<string, string>
}

interface Operation {
  operationId: string
  parameters: Target['parameters']
  requestBody?: { content: Record<string, { schema: Schema }> }
}

/** Every endpoint of the node, so that a new one is asked without being named here. */
export function targetsOf(document: { paths: Record<string, Record<string, Operation>> }): Target[] {
  return Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, { operationId, parameters, requestBody }]) => {
      const content = requestBody?.content ?? {}
      const json = content['application/json']?.schema
      return {
        name: operationId,
        method: method.toUpperCase(),
        path,
        parameters,
        body: json ?? (content['application/octet-stream'] ? 'file' : undefined),
      }
    }),
  )
}

/**
 * Ask an endpoint something: valid as far as its schema goes in a third of all cases, wrong somewhere in the others; of things
 * that the node has told of as often as of things that nobody knows.
 */
export function questionFor(target: Target, random: Random, known: Known): Question {
  const { name, method, body: schema } = target
  const example = random.chance(0.7) ? examples[name]?.(random, known) : undefined
  const asked = random.chance(0.75) ? toldOf(target, random, known) : new Map<string, string>()
  const wrongPath = random.chance(0.15)
  const wrongQuery = random.chance(0.25)
  const valueFor = (parameter: Parameter, wrong: boolean) => {
    const value =
      example?.path?.[parameter.name] ??
      asked.get(parameter.name) ??
      generate(parameter.schema, random, known)
    return wrong ? mutated(value, random) : value
  }
  let path = target.path
  for (const p of target.parameters.filter(parameter => parameter.in === 'path'))
    path = path.replace(`{${p.name}}`, () => encoded(valueFor(p, wrongPath)) || 'x')
  const query = target.parameters
    .filter(p => p.in === 'query' && random.chance(p.required ? 0.9 : 0.4))
    .map(p => `${p.name}=${encoded(valueFor(p, wrongQuery))}`)
  if (query.length > 0) path += `?${query.join('&')}`
  const plain = { name, method, path, ...(example?.caller ? { caller: example.caller } : {}) }
  if (schema === undefined) return { ...plain, headers: {}, body: undefined }
  if (schema === 'file')
    return { ...plain, headers: octets, body: (example?.body as Buffer | undefined) ?? fileFor(random) }
  const value = example?.body ?? generate(schema, random, known)
  const text = JSON.stringify(random.chance(0.55) ? mutated(value, random) : value) ?? ''
  const type = random.chance(0.02) ? random.one(['text/plain', 'application/xml', 'x']) : 'application/json'
  const body = random.chance(0.04) ? spoiled(text, random) : text
  return { ...plain, headers: { 'content-type': type }, body }
}

/** Values for the address, all of one thing that the node has told of, or else each by its name. */
function toldOf({ name, path, parameters }: Target, random: Random, known: Known): Map<string, string> {
  const [family = ''] = name.split('.')
  const wanted = parameters
    .filter(parameter => parameter.in === 'path' || parameter.required)
    .map(({ name, schema }) => ({
      name,
      // What stands before it says what it is: of `/api/files/{id}` a `file`.
      alias: new RegExp(`/(\\w+?)s?/\\{${name}\\}`).exec(path)?.[1],
      fits: fitsOf(schema),
    }))
  if (wanted.length === 0) return new Map()
  const together = random.chance(0.8) ? known.together(wanted, family, random) : new Map<string, string>()
  if (together.size > 0) return together
  return new Map(
    wanted.flatMap(one => {
      const text = known.named(one, random)
      return text === undefined ? [] : [[one.name, text]]
    }),
  )
}

const octets = { 'content-type': 'application/octet-stream' }

/** A text for an address; half characters cannot be written there. */
function encoded(value: unknown): string {
  return encodeURIComponent(
    (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).toWellFormed(),
  )
}

/** The beginning of something that is taken, then anything. */
function fileFor(random: Random): Buffer {
  const start = random.one([
    Buffer.from('%PDF-1.7\n'),
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    Buffer.from([0xff, 0xd8, 0xff, 0xe1]),
    Buffer.from('PK\u0003\u0004'),
    Buffer.from('事项名称,实施主体\r\n'),
    Buffer.alloc(0),
  ])
  const noise = Buffer.from(Array.from({ length: random.below(400) }, () => random.below(256)))
  return Buffer.concat([start, noise, Buffer.from(random.chance(0.5) ? '%%EOF' : '')])
}
