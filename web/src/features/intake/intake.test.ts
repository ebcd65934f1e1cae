import { readFileSync } from 'node:fs'
import { Bundle } from '@lianqiao/model/catalogue/bundle.ts'
import { FormVersion } from '@lianqiao/model/catalogue/form.ts'
import { ItemVersion } from '@lianqiao/model/catalogue/item.ts'
import { ResourceCatalogue } from '@lianqiao/model/catalogue/resource.ts'
import { expect, test } from 'vitest'
import { fillFrom, isOutdated, takeForm } from '../evidence/fill.ts'
import { questionsFirst, wantsOf } from '../evidence/wants.ts'
import { rowsOf } from './documents.ts'
import { beginMatter, type Matter } from './matter.ts'
import { obstaclesOf, openingOf } from './opening.ts'
import { pointsOf, type Undertaking } from './undertaking.ts'

/** The shipped bundle 居住证 + 参保 of 浦口, and a resident of 和县. */
const shipped = (path: string) =>
  JSON.parse(readFileSync(new URL(`../../../../jurisdictions/320111/${path}`, import.meta.url), 'utf8'))
const item = (code: string) => ItemVersion.parse(shipped(`items/${code}.json`))
const form = (code: string) => FormVersion.parse(shipped(`forms/${code}.json`))
const resources = ResourceCatalogue.parse(shipped('resources.json'))
const deciding = '320111' as Undertaking['chosen']['deciding']
const person = { name: '王晓桥', idNumber: '340523199003159916' }

const bundle: Undertaking = {
  chosen: { deciding, what: { kind: 'bundle', bundle: 'residence-insurance' } },
  name: '一件事',
  nameEn: 'one matter',
  parts: [
    { key: 'permit', item: item('residence-permit'), later: false },
    { key: 'enrolment', item: item('resident-insurance'), later: true },
  ],
  bundle: Bundle.parse(shipped('bundles/residence-insurance.json')),
  form: form('residence-insurance'),
  askable: [
    'id-card',
    'household',
    'residence-registration',
    'employment',
    'lease',
    'enrolment',
    'insurance-status',
  ],
}
const single = (code: string): Undertaking => ({
  chosen: { deciding, what: { kind: 'item', item: code } },
  name: code,
  nameEn: code,
  parts: [{ item: item(code), later: false }],
  form: form(item(code).form),
  askable: item(code).documents.flatMap(({ resource }) => resource?.code ?? []),
})
const begun = () => beginMatter(bundle.chosen, { zh: '一件事', en: 'one matter' }, person)
const dwelling = (matter: Matter) => ({ ...matter, form: { ...matter.form, ground: { kind: 'dwelling' } } })

function found(matter: Matter, resource: string, fields: Record<string, string | boolean>): Matter {
  const preview = {
    id: '01a1ff74-e8b3-71a5-ab9c-7568f726a4b0',
    resource,
    resourceName: resource,
    provider: deciding,
    purpose: '居住证申领',
    fields: Object.entries(fields).map(([name, value]) => ({ name, label: name, labelEn: name, value })),
    judgement: [],
    pulledAt: '2026-03-10T01:00:00.000Z' as never,
    expiresAt: '2026-03-10T01:30:00.000Z' as never,
  }
  const pulls = { ...matter.pulls, [resource]: { state: 'found' as const, preview, at: Date.now() } }
  return fillFrom(bundle, { ...matter, pulls }, preview)
}

test('registers are asked where they lie, and only those that the ground calls for', () => {
  expect(questionsFirst(bundle)).toEqual(['/ground/kind'])
  const asked = (matter: Matter) =>
    wantsOf(bundle, resources, person.idNumber, matter.form).map(want => `${want.resource} ${want.provider}`)
  const always = [
    'id-card 340523',
    'household 340523',
    'residence-registration 320111',
    'insurance-status 340523',
  ]
  expect(asked(begun())).toEqual(always)
  expect(asked(dwelling(begun()))).toEqual([...always.slice(0, 3), 'lease 320111', ...always.slice(3)])
})

test('for an item alone no purpose is guessed, and no register of firms or of other people is asked', () => {
  const wants = (code: string) =>
    wantsOf(single(code), resources, person.idNumber, {}).map(want => [want.resource, want.purpose])
  expect(wants('disability-card')).toEqual([
    ['id-card', '身份核验'],
    ['household', '残疾人证新办'],
  ])
  expect(wants('id-card-renewal')).toEqual([['household', undefined]])
  expect(wants('sole-trader-change').map(([resource]) => resource)).toEqual(['id-card'])
})

test('an answer fills the form; what was typed stays, and another ground takes its proofs back', () => {
  const typed = {
    ...dwelling(begun()),
    form: { ground: { kind: 'dwelling' }, household: { address: '本人说的地址' } },
  }
  const filled = found(found(typed, 'household', { address: '登记的地址' }), 'lease', {
    leaseNumber: '900号',
  })
  expect(filled.form).toMatchObject({
    household: { address: '本人说的地址' },
    ground: { tenure: 'lease', proofNumber: '900号' },
  })
  const turned = takeForm(bundle, filled, {
    ...filled.form,
    ground: { ...(filled.form.ground as object), kind: 'study' },
  })
  expect(turned.form.ground).toEqual({ kind: 'study' })
  expect(Object.keys(turned.pulls)).toEqual(['household'])
})

test('what a register says after the ground was changed comes too late; those of any ground are heard', () => {
  const asked = dwelling(begun()).form
  const study = { ...asked, ground: { kind: 'study' } }
  expect(isOutdated(bundle, 'lease', asked, study)).toBe(true)
  expect(isOutdated(bundle, 'lease', asked, { ...asked, note: 'typed meanwhile' })).toBe(false)
  expect(isOutdated(bundle, 'household', asked, study)).toBe(false)
})

test('the scheme of a register becomes the choice of the form', () => {
  const filled = found(begun(), 'insurance-status', { insured: true, scheme: '城乡居民基本养老保险' })
  expect(filled.form.insurance).toEqual({ scheme: 'pension' })
})

test('each document stands once; the permit that this matter makes is asked of nobody', () => {
  const rows = rowsOf(bundle, found(dwelling(begun()), 'id-card', { name: '王晓桥' }))
  expect(rows.map(({ document, standing }) => `${document.code} ${standing.state}`)).toEqual([
    'application unsigned',
    'id-card shared',
    'residence-registration askable',
    'photo missing',
    'employment-proof idle',
    'lease askable',
    'enrolment-proof idle',
    'insurance-status askable',
  ])
  expect(rows.find(({ document }) => document.code === 'photo')?.ways).toEqual([
    'scan',
    'declaration',
    'later',
  ])
})

test('what stands in the way is said; points go along as they were ticked or not', () => {
  expect(obstaclesOf(bundle, begun()).map(({ kind }) => kind)).toEqual([
    'consent',
    'unasked',
    'document',
    'form',
    'points',
  ])
  const [first, ...others] = pointsOf(bundle)
  const points = { [first?.key ?? '']: true }
  const { note, consent, checked } = openingOf(bundle, { ...begun(), note: '急件', points }, {})
  expect(note).toBe('急件')
  expect(checked?.[0]).toEqual({ key: first?.key, met: true })
  expect(checked?.filter(({ met }) => !met)).toHaveLength(others.length)
  expect(consent).toMatchObject({ text: 'service-consent', given: true, tasks: [] })
})

test('a document whose holder is written to says whom, as the pull would have asked', () => {
  const tried = { state: 'failed', problem: 'peer-unreachable', detail: '', attempts: 3, tried: ['letter'] }
  const later = { by: 'later', files: [], originalSeen: false }
  const matter = { ...begun(), pulls: { 'id-card': tried }, documents: { 'id-card': later } } as Matter
  const { documents } = openingOf(bundle, matter, {})
  expect(documents.find(({ code }) => code === 'id-card')?.letter).toEqual({
    resource: 'id-card',
    to: '340523',
  })
  const brought = openingOf(bundle, { ...matter, documents: { 'id-card': { ...later, by: 'paper' } } }, {})
  expect(brought.documents.find(({ code }) => code === 'id-card')?.letter).toBeUndefined()
})
