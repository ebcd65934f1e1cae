import type { Language } from '@lianqiao/model/problems/problem.ts'

/** A JSON Schema of a form: draft 7 keywords, and `x-en` with the English of `title` and `description`. */
export type FormSchema = { [keyword: string]: unknown }

/** The schema with its titles in the reader's language. Chinese stays where no English is given. */
export function inLanguage(schema: FormSchema, language: Language): FormSchema {
  return language === 'zh' ? schema : (translate(schema) as FormSchema)
}

function translate(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(translate)
  if (!isSchema(value)) return value
  const { 'x-en': english, ...rest } = value
  const translated = Object.fromEntries(Object.entries(rest).map(([key, part]) => [key, translate(part)]))
  return isSchema(english) ? { ...translated, ...english } : translated
}

/** The title of the field that a JSON Pointer names, conditional fields included; the pointer itself where none is. */
export function titleAt(schema: FormSchema, pointer: string): string {
  const names = pointer.split('/').slice(1)
  const found = names.reduce<FormSchema[]>(
    (at, name) => at.flatMap(s => step(s, /^\d+$/.test(name) ? undefined : name)),
    [schema],
  )
  const title = found.find(s => typeof s.title === 'string')?.title
  return typeof title === 'string' ? title : pointer
}

/** Every schema that may say something about a property (or, without a name, about the items). */
function step(schema: FormSchema, name: string | undefined): FormSchema[] {
  const properties = isSchema(schema.properties) ? schema.properties : {}
  const own = name === undefined ? schema.items : properties[name]
  const branches = ['allOf', 'anyOf', 'oneOf'].flatMap(key => (Array.isArray(schema[key]) ? schema[key] : []))
  return [
    own,
    ...[...branches, schema.then, schema.else].filter(isSchema).flatMap(s => step(s, name)),
  ].filter(isSchema)
}

export function isSchema(value: unknown): value is FormSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
