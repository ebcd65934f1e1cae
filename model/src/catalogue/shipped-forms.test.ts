import { Ajv } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { nodes, shippedNode } from '../../../test/support/jurisdictions.ts'
import { formWidgets } from './form.ts'
import { formFormats } from './form-formats.ts'

/** Shipped forms and bundles: either Ajv compiles them, both languages are there, and every reference has an end. */

/** The engine as form filling configures it. */
const engine = (Engine: typeof Ajv | typeof Ajv2020) => {
  const ajv = new Engine({ strict: true, strictRequired: false, strictTypes: false })
  ajv.addVocabulary(['x-en'])
  for (const [name, test] of Object.entries(formFormats)) ajv.addFormat(name, test)
  ajv.addFormat('date', /^\d{4}-\d{2}-\d{2}$/)
  return ajv
}

describe.each(nodes)('forms of $code', ({ items, forms, bundles, tasks, resources }) => {
  const formIds = forms.map(form => form.id)
  const itemCodes = items.map(item => item.code)
  const resourceOf = (code: string) => resources.find(resource => resource.code === code)

  it('asks for documents by fields that the form of the item has', () => {
    for (const item of items) {
      const form = forms.find(candidate => candidate.id === item.form)
      for (const document of item.documents)
        for (const { path } of document.neededWhen?.any ?? [])
          expect(pointers(form?.schema ?? {}), `${item.code} ${document.code}`).toContain(path)
    }
  })

  it('demands no document that the guide lets follow (容缺)', () => {
    for (const item of items) {
      const form = forms.find(candidate => candidate.id === item.form)
      const demanded = (form?.schema.required ?? []) as string[]
      for (const { code, needed } of item.documents)
        if (needed === '容缺' && isUpload(form?.schema, code)) expect(demanded, item.code).not.toContain(code)
    }
  })

  it('compile with either Ajv, with derived fields that exist', () => {
    for (const form of forms) {
      const paths = pointers(form.schema)
      for (const Engine of [Ajv, Ajv2020]) expect(typeof engine(Engine).compile(form.schema)).toBe('function')
      for (const { from, to } of form.derived) expect(paths).toEqual(expect.arrayContaining([from, to]))
    }
  })

  it('title every field in both languages', () => {
    for (const form of forms) expect(untitled(form.schema), form.id).toEqual([])
  })

  it('name only widgets that the form drawer has', () => {
    const known = ['radio', 'checkboxes', 'textarea', ...formWidgets]
    for (const form of forms) expect(known, form.id).toEqual(expect.arrayContaining(widgets(form.ui)))
  })

  it('has bundles whose keys, forms, resources and tasks exist', () => {
    for (const bundle of bundles) {
      const keys = bundle.items.map(item => item.key)
      for (const { item } of bundle.items) expect(itemCodes).toContain(item)
      expect(formIds).toContain(bundle.form)
      for (const { when, open } of bundle.opens)
        expect(keys).toEqual(expect.arrayContaining([when.key, open]))
      for (const evidence of bundle.evidence) {
        expect(keys).toContain(evidence.for)
        const resource = resourceOf(evidence.resource)
        expect(resource?.purposes).toContain(evidence.purpose)
        expect(resource?.fields.map(f => f.name)).toEqual(expect.arrayContaining(evidence.fields))
        if (evidence.asks) expect(tasks.map(task => task.code)).toContain(evidence.asks.task)
      }
    }
  })
})

describe('the form of residence permit and insurance', () => {
  const form = shippedNode('320111').forms.find(candidate => candidate.id === 'residence-insurance')
  const validate = engine(Ajv2020).compile(form?.schema ?? false)
  const filled = () => ({
    applicant: { name: '王晓桥', idNumber: '340523199003159916', phone: '13000000000' },
    household: { division: '340523107200', address: '演示组1号' },
    residence: { division: '320111005011', address: '演示路1号101室' },
    ground: { kind: 'dwelling', tenure: 'lease', proofNumber: '演示租备〔2026〕第900号' },
    photo: 'file-1',
    delivery: { way: 'pickup', station: 'wujiang' },
    insurance: { scheme: 'medical', from: 'now', identity: 'general' } as Record<string, string>,
    declaration: true,
  })

  it('takes what scenario (a) fills in', () => {
    expect(validate(filled()), JSON.stringify(validate.errors)).toBe(true)
  })

  it.each([
    ['a pension without its contribution', { insurance: { scheme: 'pension', from: 'now' } }],
    ['post without an address', { delivery: { way: 'post' } }],
    ['work without an employer', { ground: { kind: 'employment', proofNumber: '1' } }],
    ['a person who does not declare', { declaration: false }],
    [
      'a street where a community is asked for',
      { residence: { division: '320111005', address: '演示路1号' } },
    ],
  ])('refuses %s', (_, change) => {
    expect(validate({ ...filled(), ...change })).toBe(false)
  })
})

type Schema = Record<string, unknown>
const isSchema = (value: unknown): value is Schema => typeof value === 'object' && value !== null

/** The widgets that a ui schema names, at any depth. */
function widgets(ui: Schema): string[] {
  return Object.entries(ui).flatMap(([key, value]) => {
    if (key === 'ui:widget') return [String(value)]
    return isSchema(value) ? widgets(value) : []
  })
}

/** The pointers of all fields of a form, those behind conditions included. */
function pointers(schema: Schema, at = ''): string[] {
  const own = Object.entries((schema.properties as Schema | undefined) ?? {}).flatMap(([name, child]) =>
    isSchema(child) ? [`${at}/${name}`, ...pointers(child, `${at}/${name}`)] : [],
  )
  const behind = ((schema.allOf as Schema[] | undefined) ?? []).flatMap(branch =>
    isSchema(branch.then) ? pointers(branch.then, at) : [],
  )
  return [...own, ...behind]
}

/** Fields without a title in either language. */
function untitled(schema: Schema, at = ''): string[] {
  const children = [
    ...Object.entries((schema.properties as Schema | undefined) ?? {}),
    ...((schema.allOf as Schema[] | undefined) ?? []).flatMap(branch =>
      isSchema(branch.then) ? Object.entries((branch.then.properties as Schema | undefined) ?? {}) : [],
    ),
  ]
  return children.flatMap(([name, child]) => {
    if (!isSchema(child)) return []
    const english = (child['x-en'] as { title?: string } | undefined)?.title
    return [...(child.title && english ? [] : [`${at}/${name}`]), ...untitled(child, `${at}/${name}`)]
  })
}

/** Whether the form has a field for the scan of a document. */
function isUpload(schema: Schema | undefined, name: string): boolean {
  const field = (schema?.properties as Record<string, Schema> | undefined)?.[name]
  return field?.format === 'file-id'
}
