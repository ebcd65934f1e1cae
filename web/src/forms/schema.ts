import { isSchema } from '@lianqiao/model/catalogue/form-titles.ts'
import type { Language } from '@lianqiao/model/problems/problem.ts'

export { isSchema, titleAt } from '@lianqiao/model/catalogue/form-titles.ts'

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
