import { describe, expect, it } from 'vitest'
import {
  agreements,
  certificateTypes,
  nationalItems,
  nodes,
  shippedNode,
} from '../../../test/support/jurisdictions.ts'
import { compareGuides } from './compare.ts'
import { chineseTexts, inEnglish, untranslated } from './in-english.ts'
import { lintItem } from './lint.ts'

/** Shipped guides: without lint errors, and every reference in them has an end. */

describe.each(nodes)('guides of $code', ({ profile, items, itemFiles, forms, resources, catalogue }) => {
  const departments = profile.departments.map(d => d.code)
  const itemCodes = items.map(item => item.code)
  const resourceOf = (code: string) => resources.find(resource => resource.code === code)

  it('works out the items in files that are named by their code', () => {
    expect([...itemFiles].sort()).toEqual([...itemCodes].sort())
  })

  it('has guides without a lint error', () => {
    const errors = items.flatMap(item =>
      lintItem(item)
        .filter(finding => finding.severity === 'error')
        .map(finding => `${item.code} ${finding.code} ${finding.path}`),
    )
    expect(errors).toEqual([])
  })

  it('refers from items only to what exists', () => {
    for (const item of items) {
      expect(departments).toContain(item.department.code)
      expect(
        forms.map(form => form.id),
        item.code,
      ).toContain(item.form)
      expect(
        item.nationalNo === undefined || nationalItems.some(row => Number(row.no) === item.nationalNo),
      ).toBe(true)
      for (const document of item.documents) {
        if (document.certificateType) expect(certificateTypes).toContain(document.certificateType)
        if (document.resource) expect(resourceOf(document.resource.code), document.code).toBeDefined()
      }
      for (const { certificateType } of item.results)
        if (certificateType) expect(certificateTypes).toContain(certificateType)
      for (const { check } of item.conditions)
        if (check) expect(resourceOf(check.resource)?.fields.map(f => f.name)).toContain(check.field)
      for (const place of item.channels.places)
        if (place.station) expect(profile.stations.map(s => s.code)).toContain(place.station)
    }
  })

  it('lists every worked item in its catalogue, in the same words', () => {
    expect(new Set(catalogue.map(row => row.code)).size).toBe(catalogue.length)
    for (const row of catalogue) expect(departments, row.code).toContain(row.department)
    for (const item of items) {
      const row = catalogue.find(candidate => candidate.code === item.code)
      expect(row).toMatchObject({ name: item.name, kind: item.kind, project_type: item.projectType })
    }
  })
})

it('has English for every text of its guides, bundles, tasks, resources and profiles', () => {
  for (const { code, items, bundles, tasks, resources, profile } of nodes) {
    for (const document of [...items, ...bundles, ...tasks, ...resources, profile]) {
      expect(untranslated(document), `${code} ${document.name}`).toEqual([])
      expect(chineseTexts(inEnglish(document)), `${code} ${document.name}`).toEqual([])
    }
  }
})

it('names in English every purpose for which its resources may be asked', () => {
  for (const { resources } of nodes)
    for (const { en = {}, purposes } of resources)
      expect(purposes.filter(purpose => !en[purpose])).toEqual([])
})

it('keeps in its English no words whose Chinese is gone', () => {
  for (const { items, bundles, tasks } of nodes)
    for (const document of [...items, ...bundles, ...tasks]) {
      const said = new Set(chineseTexts(document).map(([, text]) => text))
      expect(Object.keys(document.en ?? {}).filter(text => !said.has(text))).toEqual([])
    }
})

it('ships the same sixteen guides for 浦口 and 和县', () => {
  const codesOf = (code: string) => shippedNode(code).items.map(item => item.code)
  expect(codesOf('320111')).toHaveLength(16)
  expect(codesOf('340523')).toEqual(codesOf('320111'))
})

it('ships the 72 national items that a source confirms', () => {
  expect(nationalItems).toHaveLength(72)
  expect(new Set(nationalItems.map(row => row.code)).size).toBe(72)
})

it.each(agreements)(
  'has guides that differ under $number, each difference told to the clerk',
  ({ parties }) => {
    const [ours = [], theirs = []] = parties.map(code => shippedNode(code).items)
    for (const mine of ours) {
      expect(compareGuides(mine, mine)).toEqual([])
      const other = theirs.find(item => item.code === mine.code)
      if (!other) continue
      expect(compareGuides(mine, other), mine.code).not.toEqual([])
      expect([...mine.differences, ...other.differences], mine.code).not.toEqual([])
    }
  },
)
