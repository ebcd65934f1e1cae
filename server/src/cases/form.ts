import type { FormVersion } from '@lianqiao/model/catalogue/form.ts'
import { formFormats } from '@lianqiao/model/catalogue/form-formats.ts'
import { ResidentId } from '@lianqiao/model/identifiers/resident-id.ts'
import { type FieldError, problem } from '@lianqiao/model/problems/problem.ts'
import type { BodyOf } from '@lianqiao/model/procedures/permit/bodies.ts'
import type { Applicant } from '@lianqiao/model/procedures/permit/data.ts'
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv'
import { z } from 'zod'
import { compiled } from '../platform/compiled.ts'

const ajv = new Ajv({ allErrors: true, strict: true, strictRequired: false, strictTypes: false })
ajv.addVocabulary(['x-en'])
const isoDate = z.iso.date()
ajv.addFormat('date', { validate: (text: string) => isoDate.safeParse(text).success })
for (const [name, validate] of Object.entries(formFormats)) ajv.addFormat(name, { validate })

/** Compiled schemas: the catalogue hands out the same version as the same object. */
const validators = new WeakMap<FormVersion['schema'], ValidateFunction>()

/** Hold a filled-in form against its version, with the schema the browser used. Throws `bad-input` naming each field. */
export function checkForm(form: FormVersion, filled: Record<string, unknown>): void {
  const tooMuch = beyondAnyForm(filled, '/form')
  if (tooMuch.length > 0) throw problem('bad-input', { count: tooMuch.length }, tooMuch)
  const validate = validators.get(form.schema) ?? ajv.compile(form.schema)
  validators.set(form.schema, validate)
  if (validate(filled)) return
  const errors = onePerField((validate.errors ?? []).filter(e => e.keyword !== 'if').map(fieldError))
  throw problem('bad-input', { count: errors.length }, errors)
}

/**
 * Lists and texts longer than any form asks for. The schema would find them, too, but only after it has compared each with
 * each: it names all faults at once.
 */
function beyondAnyForm(value: unknown, pointer: string): FieldError[] {
  if (typeof value === 'string' && value.length > 10_000) return [{ pointer, zh: '内容过长', en: 'Too long' }]
  if (Array.isArray(value) && value.length > 200) return [{ pointer, zh: '项目过多', en: 'Too many' }]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, part]) => beyondAnyForm(part, `${pointer}/${name}`))
}

/** What every form has under the same names: who applies, and how he wants the result. */
const Common = z.object({
  applicant: z.object({
    name: z.string().trim().min(1).max(60),
    idNumber: ResidentId,
    phone: z.string().optional(),
  }),
  delivery: z.object({ way: z.string(), address: z.string().optional() }).optional(),
})

/** 领取方式 of forms in the words of the catalogue. A form that does not ask means an electronic result. */
const ways: Record<string, BodyOf<'receive'>['delivery']['way']> = {
  pickup: '窗口领取',
  post: '邮寄',
  electronic: '电子送达',
}

/** Applicant and delivery as the form says. Throws `bad-input`. */
export function commonOf(filled: Record<string, unknown>): {
  applicant: Applicant & { idNumber: ResidentId }
  way: BodyOf<'receive'>['delivery']['way']
  address: string | undefined
} {
  const parsed = compiled(Common).safeParse(filled)
  if (!parsed.success) {
    const errors = parsed.error.issues.map(i => ({
      pointer: `/form/${i.path.join('/')}`,
      zh: '请核对此项',
      en: 'Check this field',
    }))
    throw problem('bad-input', { count: errors.length }, errors)
  }
  const { applicant, delivery } = parsed.data
  return { applicant, way: ways[delivery?.way ?? ''] ?? '电子送达', address: delivery?.address }
}

/** A field is told once: of a choice that fits no option, Ajv names every option. The last is the choice itself. */
function onePerField(errors: FieldError[]): FieldError[] {
  return [...new Map(errors.map(error => [error.pointer, error])).values()]
}

function fieldError(e: ErrorObject): FieldError {
  const missing = e.keyword === 'required' ? `/${String(e.params.missingProperty)}` : ''
  const words = {
    required: { zh: '请填写此项', en: 'This is needed' },
    format: { zh: '格式或校验位不正确', en: 'The form or check digit is not right' },
    enum: { zh: '请从选项中选择', en: 'Choose one of the options' },
    oneOf: { zh: '请从选项中选择', en: 'Choose one of the options' },
    const: { zh: '请确认此项', en: 'This must be confirmed' },
    pattern: { zh: '格式不正确', en: 'The form is not right' },
    minLength: { zh: '内容过短', en: 'Too short' },
    maxLength: { zh: '内容过长', en: 'Too long' },
  }[e.keyword] ?? { zh: '请核对此项', en: e.message ?? 'Check this field' }
  return { pointer: `/form${e.instancePath}${missing}`, ...words }
}
