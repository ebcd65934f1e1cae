import type { Row } from './row.ts'
import { problems } from './table.ts'

/** The code of one row of the problem table. */
export type ProblemCode = keyof typeof problems

/** A point of a form or body that is wrong: where (JSON Pointer, RFC 6901) and why, in both languages. */
export interface FieldError {
  pointer: string
  zh: string
  en: string
}

export type Language = 'zh' | 'en'

/**
 * Something that could not be done, told so that a person knows what to do next.
 * Rules throw it; the HTTP layer turns it into an RFC 9457 document in one place.
 */
export class Problem extends Error {
  readonly code: ProblemCode
  readonly params: Record<string, string | number>
  readonly errors: FieldError[]

  constructor(code: ProblemCode, params: Record<string, string | number> = {}, errors: FieldError[] = []) {
    super(`${problems[code].no} ${code}`)
    this.name = 'Problem'
    this.code = code
    this.params = params
    this.errors = errors
  }

  get status(): number {
    return problems[this.code].status
  }
}

/** Make a problem: `throw problem('record-not-found')`. Parameters fill the `{name}` places of its sentence. */
export function problem(
  code: ProblemCode,
  params: Record<string, string | number> = {},
  errors: FieldError[] = [],
): Problem {
  return new Problem(code, params, errors)
}

/** RFC 9457 problem document, with our stable number, the code, and field errors as extension members. */
export interface ProblemDocument {
  type: string
  title: string
  status: number
  detail: string
  code: ProblemCode
  number: string
  errors?: { pointer: string; detail: string }[]
  traceId?: string
}

/** The problem as RFC 9457 JSON in the reader's language. */
export function toDocument(p: Problem, language: Language): ProblemDocument {
  const document = documentOf(p.code, problems[p.code], p.params, language)
  if (p.errors.length > 0) document.errors = p.errors.map(e => ({ pointer: e.pointer, detail: e[language] }))
  return document
}

/** What a row of the table says with its places filled. */
export function documentOf(
  code: ProblemCode,
  row: Row,
  params: Record<string, string | number>,
  language: Language,
): ProblemDocument {
  return {
    type: `urn:lianqiao:problem:${row.no}`,
    title: row.title[language],
    status: row.status,
    detail: fill(row[language], params),
    code,
    number: row.no,
  }
}

function fill(sentence: string, params: Record<string, string | number>): string {
  return sentence.replace(/\{(\w+)\}/g, (place, name: string) => String(params[name] ?? place))
}
