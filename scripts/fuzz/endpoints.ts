import { examples } from './examples.ts'
import { mutated, spoiled } from './mutate.ts'
import type { Random } from './random.ts'
import { generate, type Known, type Schema } from './values.ts'

/** One endpoint as the node's own OpenAPI document tells it. */
export interface Target {
  name: string
  method: string
  path: string
  parameters: { name: string; in: 'path' | 'query'; schema: Schema }[]
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

/** Ask an endpoint something: valid as far as its schema goes in a third of all cases, wrong somewhere in the others. */
export function questionFor(target: Target, random: Random, known: Known): Question {
  const { name, method, body: schema } = target
  const example = random.chance(0.7) ? examples[name]?.(random, known) : undefined
  const wrongPath = random.chance(0.15)
  const wrongQuery = random.chance(0.25)
  const valueFor = (parameter: Target['parameters'][number], wrong: boolean) => {
    const value = example?.path?.[parameter.name] ?? generate(parameter.schema, random, known)
    return wrong ? mutated(value, random) : value
  }
  let path = target.path
  for (const p of target.parameters.filter(parameter => parameter.in === 'path'))
    path = path.replace(`{${p.name}}`, () => encoded(valueFor(p, wrongPath)) || 'x')
  const query = target.parameters
    .filter(p => p.in === 'query' && random.chance(0.5))
    .map(p => `${p.name}=${encoded(valueFor(p, wrongQuery))}`)
  if (query.length > 0) path += `?${query.join('&')}`
  if (schema === undefined) return { name, method, path, headers: {}, body: undefined }
  if (schema === 'file') return { name, method, path, headers: octets, body: fileFor(random) }
  const value = example?.body ?? generate(schema, random, known)
  const text = JSON.stringify(random.chance(0.55) ? mutated(value, random) : value) ?? ''
  const type = random.chance(0.02) ? random.one(['text/plain', 'application/xml', 'x']) : 'application/json'
  const body = random.chance(0.04) ? spoiled(text, random) : text
  return { name, method, path, headers: { 'content-type': type }, body }
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
