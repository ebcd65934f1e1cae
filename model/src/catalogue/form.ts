import { z } from 'zod'
import { Key, Pointer, VersionNumber } from './codes.ts'
import { FormSchema } from './form-schema.ts'

/** Widgets that forms may name: read an id card, choose a division down to the community, upload or photograph. */
export const formWidgets = ['resident-id', 'division', 'upload'] as const

/** What can be worked out instead of typed: birth date and sex stand in the resident id (GB 11643-1999). */
export const DerivationRule = z.enum(['birth-date-of-id', 'sex-of-id', 'copy'])
export type DerivationRule = z.infer<typeof DerivationRule>

export const Derivation = z.strictObject({ from: Pointer, to: Pointer, rule: DerivationRule })
export type Derivation = z.infer<typeof Derivation>

/**
 * 表单: one version of a form as data. `schema` uses only keywords that JSON Schema draft 7 and 2020-12 share, so that
 * either Ajv reads it; `ui` is the ui schema of rjsf. Titles and help are Chinese; the keyword `x-en` beside them holds
 * the English, `{title?, description?}`. A choice is `oneOf` of `{const, title, x-en}`. Conditions are declarative
 * (`if`/`then`). Formats beyond JSON Schema's are those of `form-formats.ts`, widgets beyond rjsf's `formWidgets`.
 */
export const FormVersion = z.strictObject({
  id: Key,
  version: VersionNumber,
  title: z.string(),
  titleEn: z.string(),
  schema: FormSchema,
  ui: z.record(z.string(), z.unknown()),
  /** In forms that were published before every form was sealed whole; nothing reads it. */
  sealedFields: z.array(Pointer).optional(),
  derived: z.array(Derivation),
})
export type FormVersion = z.infer<typeof FormVersion>
