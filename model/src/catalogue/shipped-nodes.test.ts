import { describe, expect, it } from 'vitest'
import { nodes } from '../../../test/support/jurisdictions.ts'
import { ResidentId } from '../identifiers/resident-id.ts'
import { Uscc } from '../identifiers/uscc.ts'
import { settleRows } from './demo-registry.ts'
import type { Station } from './jurisdiction.ts'

/** Shipped profiles, stations, people and registers: every reference in them has an end, every id is well formed. */

const unique = (list: string[]) => expect(list.length).toBe(new Set(list).size)

describe.each(nodes)('jurisdiction $code', node => {
  const { profile, items, forms, bundles, tasks, resources, accounts, registries } = node
  const departments = profile.departments.map(d => d.code)
  const itemCodes = items.map(item => item.code)
  const resourceOf = (code: string) => resources.find(resource => resource.code === code)

  it('names itself everywhere and repeats no key', () => {
    expect(profile.code).toBe(node.code)
    for (const list of [items, bundles, tasks])
      for (const { jurisdiction } of list) expect(jurisdiction).toBe(node.code)
    unique(itemCodes)
    unique(forms.map(form => form.id))
    unique(departments)
    unique(accounts.map(account => account.username))
    unique(profile.stations.flatMap(station => station.windows.map(window => window.code)))
  })

  it('has tasks and resources of departments that exist', () => {
    for (const task of tasks) {
      expect(departments).toContain(task.department)
      expect(itemCodes).toContain(task.item)
    }
    for (const resource of resources) {
      expect(departments).toContain(resource.department)
      expect(resource.fields.map(f => f.name)).toContain(resource.key)
    }
  })

  it('has stations with windows and departments that exist', () => {
    for (const station of profile.stations) {
      for (const window of station.windows)
        expect(departments).toEqual(expect.arrayContaining(window.departments))
      for (const { department } of station.departments) expect(departments).toContain(department)
    }
  })

  it('seats its demonstration staff at windows of their station, and keeps the three administrators apart', () => {
    for (const account of accounts) {
      if (account.department) expect(departments).toContain(account.department)
      const station = profile.stations.find(candidate => candidate.code === account.station)
      expect(station?.windows.map(w => w.code) ?? []).toEqual(expect.arrayContaining(account.windows))
      const administrator = account.roles.filter(role => ['sysadmin', 'secadmin', 'auditor'].includes(role))
      expect(administrator.length === 0 || account.roles.length === 1).toBe(true)
    }
  })

  it.runIf(accounts.length > 0)('has somebody in every post that its demonstration needs', () => {
    const held = accounts.flatMap(account => account.roles)
    const certifies = items.some(({ results }) => results.some(result => result.certificateType))
    const posts = [
      ...(['clerk', 'principal'] as const),
      ...(certifies ? (['issuer'] as const) : []),
      ...(tasks.length > 0 ? (['collaborator'] as const) : []),
    ]
    expect(held).toEqual(expect.arrayContaining(posts))
    for (const { department } of items)
      for (const role of ['acceptor', 'approver'] as const)
        expect(
          accounts.some(a => a.department === department.code && a.roles.includes(role)),
          `${department.code} ${role}`,
        ).toBe(true)
  })

  it('has registry rows of the shape of their resource, with valid invented ids', () => {
    for (const registry of registries) {
      const resource = resourceOf(registry.resource)
      const fields = resource?.fields.map(f => f.name).sort()
      for (const row of settleRows(registry, '2026-11-21')) {
        expect(Object.keys(row).sort(), registry.resource).toEqual(fields)
        if ('idNumber' in row) expect(ResidentId.safeParse(row.idNumber).success).toBe(true)
        if ('creditCode' in row) expect(Uscc.safeParse(row.creditCode).success).toBe(true)
      }
    }
  })

  it('has divisions that hang together down to the community', () => {
    const codes = node.divisions.map(row => row.code)
    unique(codes)
    for (const row of node.divisions) if (row.level !== 'county') expect(codes).toContain(row.parent)
  })
})

it('describes a joint station alike on all its sides', () => {
  const listed = nodes.flatMap(({ profile }) => profile.stations)
  const shared = ({ name, address, host, openedOn, hours }: Station) => [name, address, host, openedOn, hours]
  for (const mine of listed)
    for (const theirs of listed.filter(station => station.code === mine.code))
      expect(shared(theirs)).toEqual(shared(mine))
})
