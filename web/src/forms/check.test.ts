import { readdirSync, readFileSync } from 'node:fs'
import { FormVersion } from '@lianqiao/model/catalogue/form.ts'
import { formFormats } from '@lianqiao/model/catalogue/form-formats.ts'
import { Ajv } from 'ajv'
import { expect, test } from 'vitest'
import { check } from './check.ts'
import { inLanguage, titleAt } from './schema.ts'

const jurisdictions = new URL('../../../jurisdictions/', import.meta.url)
const forms = readdirSync(jurisdictions, { recursive: true, encoding: 'utf8' })
  .filter(name => /^\d{6}\/forms\/[^/]+\.json$/.test(name))
  .map(
    name =>
      [name, FormVersion.parse(JSON.parse(readFileSync(new URL(name, jurisdictions), 'utf8')))] as const,
  )

const ajv = new Ajv({ strict: false, allErrors: true })
for (const [name, fits] of Object.entries(formFormats)) ajv.addFormat(name, fits)
ajv.addFormat('date', /^\d{4}-\d{2}-\d{2}$/)

/** Contents that try every field of a form: nothing, one wrong value for all, and each kind of value in turn. */
function contents(schema: Record<string, unknown>): unknown[] {
  const fill = (s: Record<string, unknown>, value: (s: Record<string, unknown>) => unknown): unknown => {
    const merged = [
      s,
      ...((s.allOf as Record<string, unknown>[]) ?? []).map(c => c.then as Record<string, unknown>),
    ]
    const properties = Object.assign({}, ...merged.map(m => m?.properties ?? {})) as Record<string, never>
    if (Object.keys(properties).length === 0) return value(s)
    return Object.fromEntries(Object.entries(properties).map(([name, p]) => [name, fill(p, value)]))
  }
  const first = (s: Record<string, unknown>) => (s.oneOf as { const: unknown }[] | undefined)?.[0]?.const
  const last = (s: Record<string, unknown>) => (s.oneOf as { const: unknown }[] | undefined)?.at(-1)?.const
  return [
    {},
    fill(schema, () => ''),
    fill(schema, () => 7),
    fill(schema, s => first(s) ?? 'x'.repeat(300)),
    fill(schema, s => first(s) ?? samples[String(s.format)] ?? (s.type === 'boolean' ? true : '示例')),
    fill(schema, s => last(s) ?? samples[String(s.format)] ?? (s.type === 'boolean' ? false : '示例')),
  ]
}

const samples: Record<string, string> = {
  'resident-id': '11010519491231002X',
  'credit-code': '11110000000021135M',
  'division-code': '320111005011',
  mobile: '13800000000',
  'file-id': 'abc',
  date: '2026-03-02',
}

test.each(forms)('%s: the browser finds the very fields that Ajv finds', (_, { schema }) => {
  const validate = ajv.compile(schema)
  for (const content of contents(schema)) {
    validate(content)
    const byAjv = new Set(
      (validate.errors ?? [])
        .filter(e => e.keyword !== 'if' && !/\/(oneOf|anyOf)\/\d+\//.test(e.schemaPath))
        .map(e => e.instancePath + (e.keyword === 'required' ? `/${e.params.missingProperty}` : '')),
    )
    const here = new Set(check(schema, content, 'zh').map(p => p.pointer))
    expect(here).toEqual(byAjv)
  }
})

test('a fault is told in the language of the reader', () => {
  const schema = { type: 'object', properties: { phone: { type: 'string', format: 'mobile' } } }
  expect(check(schema, { phone: '123' }, 'zh')).toEqual([
    { pointer: '/phone', detail: '请填写 11 位手机号码' },
  ])
  expect(check(schema, { phone: '123' }, 'en')).toEqual([
    { pointer: '/phone', detail: 'A mobile number has 11 digits' },
  ])
})

test('titles follow the language, and a pointer finds a conditional field', () => {
  const employer = { type: 'string', title: '用人单位', 'x-en': { title: 'Employer' } }
  const ground = { allOf: [Object.fromEntries([['then', { properties: { employer } }]])] }
  const schema = { properties: { ground } }
  expect(titleAt(schema, '/ground/employer')).toBe('用人单位')
  expect(titleAt(inLanguage(schema, 'en'), '/ground/employer')).toBe('Employer')
})
