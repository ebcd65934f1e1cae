import { describe, expect, it } from 'vitest'
import {
  agreements,
  certificateTypes,
  eventClasses,
  shippedAgreement,
  shippedNode,
} from '../../../test/support/jurisdictions.ts'
import { grantedItems } from './agreement.ts'
import { untranslated } from './in-english.ts'
import { lintPledges } from './lint-pledges.ts'

/** Shipped agreements: they name only items, stations, staff, data, tasks and classes that exist. */

describe.each(agreements)('agreement $number', agreement => {
  it('grants items that the grantor has, at stations and by staff that the grantee has', () => {
    for (const grant of agreement.grants) {
      const grantee = shippedNode(grant.grantee)
      const items = grantedItems(grant, agreement)
      expect(items.length).toBeGreaterThan(0)
      expect(shippedNode(grant.grantor).items.map(item => item.code)).toEqual(expect.arrayContaining(items))
      expect(grantee.profile.stations.map(s => s.code)).toEqual(expect.arrayContaining(grant.stations))
      if (grant.staff !== 'any')
        expect(grantee.accounts.map(a => a.username)).toEqual(expect.arrayContaining(grant.staff))
    }
  })

  it('can be read in English', () => {
    expect(untranslated(agreement)).toEqual([])
  })

  it('opens only data that the provider has, for purposes that the resource allows', () => {
    for (const { provider, resource, fields, purposes } of agreement.data) {
      const found = shippedNode(provider).resources.find(candidate => candidate.code === resource)
      expect(found?.fields.map(f => f.name)).toEqual(expect.arrayContaining(fields))
      expect(found?.purposes).toEqual(expect.arrayContaining(purposes))
      expect(found?.shareType).not.toBe('不予共享')
    }
  })

  it('covers what the bundles that both offer ask of the partner', () => {
    const sides = agreement.parties.map(shippedNode)
    const offered = (code: string) => sides.every(({ bundles }) => bundles.some(b => b.code === code))
    for (const node of sides)
      for (const evidence of node.bundles.filter(({ code }) => offered(code)).flatMap(b => b.evidence)) {
        if (evidence.holder === '本地') continue
        const grant = agreement.data.find(d => d.consumer === node.code && d.resource === evidence.resource)
        expect(grant?.purposes).toContain(evidence.purpose)
        expect(grant?.fields).toEqual(expect.arrayContaining(evidence.fields))
      }
  })

  it('asks for tasks that exist, within the pledge of the task', () => {
    for (const { task, item, asker, asked, limit } of agreement.collaborations) {
      const found = shippedNode(asked).tasks.find(candidate => candidate.code === task)
      expect(found?.limit).toEqual(limit)
      expect(shippedNode(asker).items.map(candidate => candidate.code)).toContain(item)
    }
  })

  it('pledges no part for longer than the whole is promised', () => {
    for (const party of agreement.parties)
      expect(shippedNode(party).items.flatMap(item => lintPledges(item, [agreement]))).toEqual([])
  })

  it('shares incidents of classes that exist', () => {
    const known = eventClasses.flatMap(row => {
      const big = `${row.kind}-${row.big_code}`
      return [big, `${big}-${row.small_code_local}`]
    })
    for (const incident of agreement.incidents) expect(known).toContain(incident.class)
  })

  it('recognises certificate types that exist', () => {
    for (const type of agreement.certificates) expect(certificateTypes).toContain(type)
  })
})

it('tells a promise that a partner’s pledge would break', () => {
  const enrolment = shippedNode('320111').items.find(item => item.code === 'resident-insurance')
  if (!enrolment) throw new Error('no enrolment')
  const { limits } = enrolment
  const promising = (promised: typeof limits.decision.promised) =>
    lintPledges({ ...enrolment, limits: { ...limits, decision: { ...limits.decision, promised } } }, [
      shippedAgreement('320111', '340523'),
    ]).map(finding => finding.code)
  // 浦口 waits for 2 working hours of 和县: 1 is too few, 2 just enough, a working day is eight.
  expect(promising({ unit: 'working-hour', amount: 1 })).toEqual(['guide-pledge-over-promise'])
  expect(promising({ unit: 'working-hour', amount: 2 })).toEqual([])
  expect(promising({ unit: 'working-day', amount: 1 })).toEqual([])
})
