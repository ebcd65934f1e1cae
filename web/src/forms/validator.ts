import type { Language } from '@lianqiao/model/problems/problem.ts'
import { type ErrorSchema, type RJSFValidationError, toErrorSchema, type ValidatorType } from '@rjsf/utils'
import type { FieldProblem } from '../lib/problem.ts'
import { check, fits } from './check.ts'

/** Our checking in the shape that rjsf asks for. One for each language, for its messages are words. */
export function validatorIn(language: Language): ValidatorType {
  return {
    isValid: (schema, content, root) => fits(schema, content, root),
    rawValidation: (schema, content) => ({ errors: check(schema, content, language) as never[] }),
    validateFormData(content, schema) {
      const problems = check(schema, content, language)
      return { errors: problems.map(asError), errorSchema: toErrors(problems) }
    },
  }
}

/** Field problems as the tree that rjsf hands to its fields; used for those of the server too. */
export function toErrors(problems: readonly FieldProblem[]): ErrorSchema {
  return toErrorSchema(problems.map(asError))
}

function asError({ pointer, detail }: FieldProblem): RJSFValidationError {
  const property = pointer
    .split('/')
    .slice(1)
    .map(name => (/^\d+$/.test(name) ? `[${name}]` : `.${name}`))
    .join('')
  return { property, message: detail, stack: detail }
}
