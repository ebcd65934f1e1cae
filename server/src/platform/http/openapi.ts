import type { Endpoint } from '@lianqiao/model/api/endpoint.ts'
import { permissions } from '@lianqiao/model/people/permissions.ts'
import { z } from 'zod'

/** An OpenAPI 3.1 document, as far as this file makes one. */
type Json = Record<string, unknown>

/**
 * The endpoints of a node as an OpenAPI 3.1 document, from the very schemas that check every call. Where a schema says
 * something that JSON Schema cannot, the document says less, never more.
 */
export function openApi(
  endpoints: readonly Endpoint[],
  about: { title: string; version: string; url: string },
): Json {
  const paths: Record<string, Json> = {}
  for (const e of endpoints) {
    const path = e.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [e.method.toLowerCase()]: operation(e) }
  }
  return {
    openapi: '3.1.1',
    info: {
      title: about.title,
      version: about.version,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: about.url }],
    paths,
    components: {
      schemas: { Problem: problemSchema },
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'lq_<jurisdiction>' } },
    },
  }
}

function operation(e: Endpoint): Json {
  const rule = permissions[e.permission]
  return {
    operationId: e.name,
    summary: e.summary,
    tags: [e.name.split('.')[0]],
    description: `Permission \`${e.permission}\`: ${Array.isArray(rule) ? rule.join(', ') : rule}.`,
    ...(rule === 'anyone' ? {} : { security: [{ session: [] }] }),
    parameters: [...parameters('path', e.params), ...parameters('query', e.query)],
    ...(e.body ? { requestBody: { required: true, content: content(e.body, 'input') } } : {}),
    responses: {
      200: { description: 'Done', content: content(e.output, 'output') },
      default: {
        description: 'A numbered problem (RFC 9457)',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  }
}

function parameters(place: 'path' | 'query', schema: z.ZodType | undefined): Json[] {
  if (!schema) return []
  const { properties = {}, required = [] } = jsonSchema(schema, 'input') as {
    properties?: Json
    required?: string[]
  }
  return Object.entries(properties).map(([name, of]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: of,
  }))
}

function content(schema: z.ZodType | 'file', io: 'input' | 'output'): Json {
  if (schema === 'file')
    return { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } }
  return { 'application/json': { schema: jsonSchema(schema, io) } }
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return rest
}

const problemSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'code', 'number', 'traceId'],
  properties: {
    type: { type: 'string', description: 'urn:lianqiao:problem:LQ-nnnn' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'What to do next, in the reader’s language' },
    code: { type: 'string' },
    number: { type: 'string' },
    traceId: { type: 'string' },
    errors: {
      type: 'array',
      items: { type: 'object', properties: { pointer: { type: 'string' }, detail: { type: 'string' } } },
    },
  },
}
