import { type FormSchema, isSchema } from '../../forms/schema.ts'

/** One choice of a field, in the language of the schema that was asked. */
export interface Option {
  value: unknown
  title: string
}

/** The choices of a field that stands in every case: `oneOf` of constants, or none where it is of another kind. */
export function optionsAt(schema: FormSchema, pointer: string): Option[] {
  const { oneOf } = fieldAt(schema, pointer)
  return Array.isArray(oneOf)
    ? oneOf.filter(isSchema).map(option => ({ value: option.const, title: String(option.title) }))
    : []
}

export function fieldAt(schema: FormSchema, pointer: string): FormSchema {
  return pointer
    .split('/')
    .slice(1)
    .reduce<FormSchema>((at, name) => {
      const next = isSchema(at.properties) ? at.properties[name] : undefined
      return isSchema(next) ? next : {}
    }, schema)
}
