import type { Procedure } from '@lianqiao/model/records/procedure.ts'
import { z } from 'zod'

const known = new WeakMap<z.ZodType, z.ZodType>()

/**
 * The same schema as a program of its own, made when it is first used: it takes a third of the time. Only nodes do so; the
 * browser lets no page make programs of texts (`script-src`), so the model's schemas stay as they are written.
 */
export function compiled<Schema extends z.ZodType>(schema: Schema): Schema {
  const program = known.get(schema) ?? z.compile(schema)
  known.set(schema, program)
  return program as Schema
}

/** A procedure whose bodies and personal parts are held against compiled schemas. */
export function compiledProcedure<Data>(procedure: Procedure<Data>): Procedure<Data> {
  const parts = Object.entries(procedure.parts).map(([name, schema]) => [
    name,
    { get: () => compiled(schema) },
  ])
  return {
    ...procedure,
    rows: procedure.rows.map(row => ({
      ...row,
      get body() {
        return compiled(row.body)
      },
    })),
    parts: Object.defineProperties({}, Object.fromEntries(parts)),
  }
}
