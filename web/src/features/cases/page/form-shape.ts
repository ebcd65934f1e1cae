import { fits } from '../../../forms/check.ts'
import { type FormSchema, isSchema } from '../../../forms/schema.ts'

/** The properties that apply to this content: the schema's own, and those of the conditions that it meets. */
export function propertiesOf(
  schema: FormSchema,
  content: Record<string, unknown>,
): Record<string, FormSchema> {
  const found: Record<string, FormSchema> = {}
  const take = (more: Record<string, FormSchema>) => {
    for (const [name, one] of Object.entries(more)) found[name] = { ...found[name], ...one }
  }
  if (isSchema(schema.properties))
    take(Object.fromEntries(Object.entries(schema.properties).filter(([, one]) => isSchema(one))) as never)
  const parts = ['allOf', 'anyOf', 'oneOf'].flatMap(key => (Array.isArray(schema[key]) ? schema[key] : []))
  for (const part of parts.filter(isSchema)) take(propertiesOf(part, content))
  const branch = isSchema(schema.if) ? (fits(schema.if, content) ? schema.then : schema.else) : undefined
  if (isSchema(branch)) take(propertiesOf(branch, content))
  return found
}

/** Names in the order that the ui schema gives (`ui:order`); `*` is where those stand that it does not name. */
export function ordered(names: readonly string[], ui: unknown): string[] {
  const order = isSchema(ui) && Array.isArray(ui['ui:order']) ? (ui['ui:order'] as string[]) : ['*']
  const rest = names.filter(name => !order.includes(name))
  const all = order.flatMap(name => (name === '*' ? rest : [name]))
  return [...all, ...rest].filter((name, at, list) => names.includes(name) && list.indexOf(name) === at)
}

/**
 * Names of `content` as its description lists them, those it does not know last: a content that was signed has come in the
 * order of its letters.
 */
export function asListed(content: object, listed: readonly string[]): string[] {
  const names = Object.keys(content)
  return [...listed.filter(name => names.includes(name)), ...names.filter(name => !listed.includes(name))]
}

/** A field that a form has for this content, with the titles on the way to it: `现住址 · 详细地址`. */
export interface FormField {
  at: string
  title: string
}

/** Every field that one can point at, in the order of the form. */
export function fieldsOf(
  schema: FormSchema,
  content: Record<string, unknown>,
  above: FormField = top,
): FormField[] {
  return Object.entries(propertiesOf(schema, content)).flatMap(([name, one]) => {
    const title = typeof one.title === 'string' ? one.title : name
    const field = { at: `${above.at}/${name}`, title: above.title ? `${above.title} · ${title}` : title }
    const below = isSchema(content[name]) ? content[name] : {}
    return isSchema(one.properties) ? fieldsOf(one, below, field) : [field]
  })
}

const top: FormField = { at: '', title: '' }
