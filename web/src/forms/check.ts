import { format as formats, type OutputUnit, Validator } from '@cfworker/json-schema'
import { formFormats } from '@lianqiao/model/catalogue/form-formats.ts'
import type { Language } from '@lianqiao/model/problems/problem.ts'
import { say } from '../lib/i18n.ts'
import type { FieldProblem } from '../lib/problem.ts'
import { type FormSchema, isSchema } from './schema.ts'
import { formWords } from './words.ts'

/**
 * # Why not Ajv here
 *
 * Ajv compiles a schema with `new Function`, and our pages forbid that (Content-Security-Policy without 'unsafe-eval'):
 * a page that handles identity papers must not be able to run text as code. So the browser *interprets* the schema, with
 * the same formats of the model, and the server checks again with Ajv, whose word counts. `check.test.ts` holds both
 * against one another on the shipped forms.
 */
Object.assign(formats, formFormats)

/** Whether a value fits a schema. `root` holds the definitions that `$ref` may name. */
export function fits(schema: FormSchema, value: unknown, root: FormSchema = schema): boolean {
  const definitions = { definitions: root.definitions ?? {}, $defs: root.$defs ?? {} }
  return new Validator({ ...definitions, ...schema }, '7').validate(plain(value)).valid
}

/** What is wrong with the content of a form, field by field, in the reader's language; one word for each field. */
export function check(schema: FormSchema, content: unknown, language: Language): FieldProblem[] {
  const found = new Map<string, FieldProblem>()
  for (const unit of new Validator(schema, '7', false).validate(plain(content)).errors) {
    const problem = told(schema, unit, language)
    if (problem && !found.has(problem.pointer)) found.set(problem.pointer, problem)
  }
  return [...found.values()]
}

/** As JSON will carry it: what is `undefined` is not there. */
function plain(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value))
}

/** Keywords that speak of one field; the others only say that something below them is wrong. */
const simple = new Set([
  ...[
    'type',
    'minLength',
    'maxLength',
    'minimum',
    'maximum',
    'minItems',
    'maxItems',
    'uniqueItems',
    'pattern',
  ],
  ...['const', 'enum', 'oneOf', 'anyOf', 'format', 'required'],
])

function told(schema: FormSchema, unit: OutputUnit, language: Language): FieldProblem | undefined {
  const { keyword, keywordLocation, instanceLocation, error } = unit
  // One alternative that does not fit is no fault while another may; and a condition is never one.
  if (!simple.has(keyword) || /\/(oneOf|anyOf)\/\d+\/|\/(if|not)\//.test(keywordLocation)) return undefined
  const t = say(formWords, language)
  const at = instanceLocation.slice(1)
  const subject = schemaAt(schema, keywordLocation)
  switch (keyword) {
    case 'required': {
      const name = /"(.*)"/.exec(error)?.[1] ?? ''
      return { pointer: `${at}/${name}`, detail: t('required') }
    }
    case 'format': {
      const key = `format.${subject.format}` as 'format.mobile'
      return { pointer: at, detail: t(formWords.keys.includes(key) ? key : 'format.other') }
    }
    case 'oneOf':
    case 'anyOf':
    case 'enum':
      return { pointer: at, detail: t('choose') }
    case 'minLength':
      return {
        pointer: at,
        detail: subject.minLength === 1 ? t('required') : t('minLength', limitOf(subject, keyword)),
      }
    default:
      return { pointer: at, detail: t(keyword as 'minimum', limitOf(subject, keyword)) }
  }
}

function limitOf(subject: FormSchema, keyword: string): { limit: string } {
  return { limit: String(subject[keyword] ?? '') }
}

/** The schema that holds the keyword: `#/properties/a/minLength` names the one at `/properties/a`. */
function schemaAt(schema: FormSchema, location: string): FormSchema {
  let at: unknown = schema
  for (const part of location.split('/').slice(1, -1)) {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~')
    if (name === '$ref' && isSchema(at)) at = schemaAt(schema, `${String(at.$ref)}/-`)
    else at = (at as Record<string, unknown> | undefined)?.[name]
  }
  return isSchema(at) ? at : {}
}
