import type { FieldError } from '../problems/problem.ts'
import type { Body, Digest, Disclosure } from './action.ts'
import type { Procedure, Row } from './procedure.ts'
import { sameJson } from './same.ts'

/**
 * A body as it stands in the chain: defaults written out and texts trimmed, so that the fold never meets a gap and one
 * wish has one spelling. What the row does not take is left as it is, for `check` to refuse.
 */
export function spelledOut(procedure: Procedure, verb: string, body: Body): Body {
  const schema = procedure.rows.find(r => r.verb === verb)?.body
  const parsed = schema?.safeParse(body)
  if (!schema || !parsed?.success) return body
  const spelled = parsed.data as Body
  spelledBy.set(spelled, schema)
  return spelled
}

/** Bodies that came out of a schema here, and that nobody changes: they need not go through the same one again. */
const spelledBy = new WeakMap<Body, Row<never>['body']>()

/** What is wrong with a body: what its schema says; text that no database keeps; another spelling than the one that is signed. */
export function faultsOf<Data>(row: Row<Data>, body: Body): FieldError[] {
  const parsed =
    spelledBy.get(body) === row.body ? { success: true as const, data: body } : row.body.safeParse(body)
  if (!parsed.success)
    return parsed.error.issues.map(i => ({
      pointer: i.path.map(part => `/${String(part)}`).join(''),
      zh: i.message,
      en: i.message,
    }))
  if (!isKept(body))
    return unkeptTexts(body, '').map(pointer => ({
      pointer,
      zh: '含有无法保存的字符',
      en: 'has characters that cannot be kept',
    }))
  if (parsed.data === body || sameJson(parsed.data, body)) return []
  return [
    {
      pointer: '',
      zh: '未按规范填写（首尾空格或缺省项）',
      en: 'not spelled out: blanks at the edges, or defaults left out',
    },
  ]
}

/** Whether no text holds U+0000 or half a character: PostgreSQL stores neither. */
function isKept(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\u0000')
  return typeof value !== 'object' || value === null || Object.values(value).every(isKept)
}

/** Where the texts stand that are not kept. */
function unkeptTexts(value: unknown, pointer: string): string[] {
  if (typeof value === 'string') return isKept(value) ? [] : [pointer]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, part]) => unkeptTexts(part, `${pointer}/${key}`))
}

/** What is wrong with personal parts: another form than the procedure gives them. */
export function faultsOfParts(procedure: Procedure, disclosures: readonly Disclosure[]): FieldError[] {
  return disclosures.flatMap(({ name, value }) => {
    const parsed = Object.hasOwn(procedure.parts, name) && procedure.parts[name]?.safeParse(value)
    if (!parsed) return [{ pointer: `/parts/${name}`, zh: '此处不收个人信息', en: 'no personal data here' }]
    return (parsed.error?.issues ?? []).map(i => ({
      pointer: ['/parts', name, ...i.path.map(String)].join('/'),
      zh: '格式不正确',
      en: 'The form is not right',
    }))
  })
}

/** Personal parts that the row does not take. */
export function strayParts<Data>(row: Row<Data>, sealed: Record<string, Digest>): FieldError[] {
  return Object.keys(sealed)
    .filter(name => !row.sealed?.includes(name))
    .map(name => ({ pointer: `/${name}`, zh: '此处不收个人信息', en: 'no personal data here' }))
}
