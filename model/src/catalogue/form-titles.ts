/** A JSON Schema of a form, or a part of one. */
type Schema = { [keyword: string]: unknown }

/** The title of the field that a JSON Pointer names, conditional fields included; the pointer itself where none is. */
export function titleAt(schema: Schema, pointer: string): string {
  const names = pointer.split('/').slice(1)
  const found = names.reduce<Schema[]>(
    (at, name) => at.flatMap(s => step(s, /^\d+$/.test(name) ? undefined : name)),
    [schema],
  )
  const title = found.find(s => typeof s.title === 'string')?.title
  return typeof title === 'string' ? title : pointer
}

/** Every schema that may say something about a property (or, without a name, about the items). */
function step(schema: Schema, name: string | undefined): Schema[] {
  const properties = isSchema(schema.properties) ? schema.properties : {}
  const own = name === undefined ? schema.items : properties[name]
  const branches = ['allOf', 'anyOf', 'oneOf'].flatMap(key => (Array.isArray(schema[key]) ? schema[key] : []))
  return [
    own,
    ...[...branches, schema.then, schema.else].filter(isSchema).flatMap(s => step(s, name)),
  ].filter(isSchema)
}

export function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
