import { z } from 'zod'
import { Json } from '../records/json.ts'
import { formFormats } from './form-formats.ts'

const Scalar = z.union([z.string(), z.number(), z.boolean(), z.null()])
const Count = z.int().nonnegative()
const Type = z.enum(['object', 'array', 'string', 'number', 'integer', 'boolean', 'null'])

/**
 * Whether a pattern is matched in a time that grows with the text alone (ReDoS, CWE-1333): nothing repeated is repeated
 * again, nothing looks ahead or back. Forms come from partners, and every node compiles them.
 */
export function isPlainPattern(pattern: string): boolean {
  const repeats = pattern.match(/[*+?]|\{\d+,\d*\}/g) ?? []
  if (pattern.length > 120 || /\)[*+?{]|\(\?|\\[1-9k]/.test(pattern) || repeats.length > 3) return false
  try {
    new RegExp(pattern, 'u')
    return true
  } catch {
    return false
  }
}

/** The keywords of JSON Schema that forms may use, so that no partner's form breaks or blocks the node that reads it. */
const Node: z.ZodType = z.lazy(() =>
  z
    .strictObject({
      $schema: z.string().max(100),
      type: z.union([Type, z.array(Type).max(7)]),
      title: z.string().max(300),
      description: z.string().max(3000),
      'x-en': z.strictObject({
        title: z.string().max(600).optional(),
        description: z.string().max(6000).optional(),
      }),
      default: Json,
      readOnly: z.boolean(),
      properties: z.record(z.string().max(80), Node),
      required: z.array(z.string().max(80)).max(200),
      additionalProperties: z.boolean(),
      items: Node,
      minItems: Count,
      maxItems: Count,
      uniqueItems: z.boolean(),
      enum: z.array(Scalar).min(1).max(500),
      const: Scalar,
      oneOf: z.array(Node).min(1).max(500),
      anyOf: z.array(Node).min(1).max(100),
      allOf: z.array(Node).min(1).max(100),
      not: Node,
      if: Node,
      // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
      then: Node,
      else: Node,
      minLength: Count,
      maxLength: Count,
      minimum: z.number(),
      maximum: z.number(),
      exclusiveMinimum: z.number(),
      exclusiveMaximum: z.number(),
      multipleOf: z.number().positive(),
      format: z.enum(['date', ...Object.keys(formFormats)]),
      pattern: z.string().refine(isPlainPattern, '正则表达式过于复杂 / a pattern that may take for ever'),
    })
    .partial()
    .refine(s => ('if' in s ? 'then' in s || 'else' in s : !('then' in s || 'else' in s)), {
      path: ['if'],
      error: 'if 与 then/else 须成对 / if stands with then or else',
    }),
)

/** 表单结构: what a form's `schema` may be. */
export const FormSchema = z.record(z.string(), Json).refine(schema => Node.safeParse(schema).success, {
  error: issue => `表单含有不支持的关键字 / a form with what is not supported: ${faultIn(issue.input)}`,
})

function faultIn(schema: unknown): string {
  const [issue] = Node.safeParse(schema).error?.issues ?? []
  return issue ? `/${issue.path.join('/')} ${issue.message}`.slice(0, 200) : ''
}
