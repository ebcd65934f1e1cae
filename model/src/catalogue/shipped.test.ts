import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Ajv } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { ResidentId } from '../identifiers/resident-id.ts'
import { Uscc } from '../identifiers/uscc.ts'
import { Agreement, grantedItems } from './agreement.ts'
import { Bundle } from './bundle.ts'
import { compareGuides } from './compare.ts'
import { DemoRegistry, settleRows } from './demo-registry.ts'
import { FormVersion, formFormats } from './form.ts'
import { ItemVersion } from './item.ts'
import { JurisdictionProfile } from './jurisdiction.ts'
import { lintItem } from './lint.ts'
import { DemoPeople } from './people.ts'
import { ResourceCatalogue } from './resource.ts'
import { CatalogueRow, CertificateTypeRow, DivisionRow, EventClassRow, NationalItemRow } from './tables.ts'
import { CollaborationTask } from './task.ts'

/** Everything under jurisdictions/ that ships: it validates, and every reference in it has an end. */

const root = fileURLToPath(new URL('../../../jurisdictions/', import.meta.url))
const json = <T extends z.ZodType>(schema: T, path: string): z.infer<T> =>
  schema.parse(JSON.parse(readFileSync(root + path, 'utf8')))
const all = <T extends z.ZodType>(schema: T, folder: string): z.infer<T>[] =>
  readdirSync(root + folder).map(file => json(schema, `${folder}/${file}`))
const csv = <T extends z.ZodType>(schema: T, path: string): z.infer<T>[] =>
  parse(readFileSync(root + path, 'utf8'), { columns: true }).map((row: unknown) => schema.parse(row))

const load = (code: string) => ({
  code,
  profile: json(JurisdictionProfile, `${code}/jurisdiction.json`),
  items: all(ItemVersion, `${code}/items`),
  forms: all(FormVersion, `${code}/forms`),
  bundles: all(Bundle, `${code}/bundles`),
  tasks: all(CollaborationTask, `${code}/tasks`),
  resources: json(ResourceCatalogue, `${code}/resources.json`),
  people: json(DemoPeople, `${code}/demo/people.json`),
  registries: all(DemoRegistry, `${code}/demo/registry`),
  catalogue: csv(CatalogueRow, `${code}/catalogue.csv`),
  divisions: csv(DivisionRow, `${code}/divisions.csv`),
})

const nodes = [load('320111'), load('340523')]
const certificateTypes = csv(CertificateTypeRow, 'national/certificate-types.csv').map(row => row.code)
const national = csv(NationalItemRow, 'national/items.csv')
const eventClasses = csv(EventClassRow, 'national/event-classes.csv')
const agreements = all(Agreement, 'agreements')

const unique = (list: string[]) => expect(list.length).toBe(new Set(list).size)

describe.each(nodes)('jurisdiction $code', node => {
  const { profile, items, forms, bundles, tasks, resources, people, registries, catalogue } = node
  const departments = profile.departments.map(d => d.code)
  const itemCodes = items.map(item => item.code)
  const formIds = forms.map(form => form.id)
  const resourceOf = (code: string) => resources.find(resource => resource.code === code)

  it('names itself everywhere and repeats no key', () => {
    expect(profile.code).toBe(node.code)
    for (const list of [items, bundles, tasks])
      for (const { jurisdiction } of list) expect(jurisdiction).toBe(node.code)
    unique(itemCodes)
    unique(formIds)
    unique(departments)
    unique(people.accounts.map(account => account.username))
    unique(profile.stations.flatMap(station => station.windows.map(window => window.code)))
  })

  it('works out the items in files that are named by their code', () => {
    for (const file of readdirSync(`${root}${node.code}/items`))
      expect(itemCodes).toContain(file.replace('.json', ''))
    for (const item of items) expect(existsSync(`${root}${node.code}/items/${item.code}.json`)).toBe(true)
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
      expect(formIds, item.code).toContain(item.form)
      expect(item.nationalNo === undefined || national.some(row => Number(row.no) === item.nationalNo)).toBe(
        true,
      )
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
    unique(catalogue.map(row => row.code))
    for (const row of catalogue) expect(departments, row.code).toContain(row.department)
    for (const item of items) {
      const row = catalogue.find(candidate => candidate.code === item.code)
      expect(row).toMatchObject({ name: item.name, kind: item.kind, project_type: item.projectType })
    }
  })

  it('asks for documents by fields that the form of the item has', () => {
    for (const item of items) {
      const form = forms.find(candidate => candidate.id === item.form)
      for (const document of item.documents)
        for (const { path } of document.neededWhen?.any ?? [])
          expect(pointers(form?.schema ?? {}), `${item.code} ${document.code}`).toContain(path)
    }
  })

  it('has forms that either Ajv compiles, with sealed and derived fields that exist', () => {
    for (const form of forms) {
      const paths = pointers(form.schema)
      for (const Engine of [Ajv, Ajv2020]) {
        const ajv = new Engine({ strict: true, strictRequired: false, strictTypes: false })
        ajv.addVocabulary(['x-en'])
        for (const format of [...formFormats, 'date']) ajv.addFormat(format, true)
        expect(typeof ajv.compile(form.schema)).toBe('function')
      }
      for (const path of form.sealedFields) expect(paths, form.id).toContain(path)
      for (const { from, to } of form.derived) expect(paths).toEqual(expect.arrayContaining([from, to]))
    }
  })

  it('titles every field of every form in both languages', () => {
    for (const form of forms) {
      const bare = untitled(form.schema)
      expect(bare, form.id).toEqual([])
    }
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
    for (const account of people.accounts) {
      if (account.department) expect(departments).toContain(account.department)
      const station = profile.stations.find(candidate => candidate.code === account.station)
      expect(station?.windows.map(w => w.code) ?? []).toEqual(expect.arrayContaining(account.windows))
      const administrator = account.roles.filter(role => ['sysadmin', 'secadmin', 'auditor'].includes(role))
      expect(administrator.length === 0 || account.roles.length === 1).toBe(true)
    }
    for (const role of [
      'clerk',
      'acceptor',
      'approver',
      'principal',
      'issuer',
      'collaborator',
      'resident',
    ] as const)
      expect(people.accounts.some(account => account.roles.includes(role))).toBe(true)
  })

  it('gives every department with a worked item an acceptor and an approver', () => {
    for (const { department } of items)
      for (const role of ['acceptor', 'approver'] as const)
        expect(
          people.accounts.some(a => a.department === department.code && a.roles.includes(role)),
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

describe('what both sides share', () => {
  const [first, second] = nodes as [(typeof nodes)[0], (typeof nodes)[0]]

  it('ships the 72 national items that a source confirms, and the classes of events', () => {
    expect(national).toHaveLength(72)
    unique(national.map(row => row.code))
    expect(eventClasses).toHaveLength(77)
  })

  it('describes a joint station alike on both sides', () => {
    const shared = (code: string) =>
      nodes.map(({ profile }) => {
        const station = profile.stations.find(candidate => candidate.code === code)
        return [station?.name, station?.address, station?.host, station?.openedOn, station?.hours]
      })
    const [a, b] = shared('wujiang')
    expect(a).toEqual(b)
  })

  it('has guides that differ, so that the counter has something to show', () => {
    for (const mine of first.items) {
      const theirs = second.items.find(item => item.code === mine.code)
      if (!theirs) throw new Error(`${mine.code} is missing on the other side`)
      expect(compareGuides(mine, mine)).toEqual([])
      expect(compareGuides(mine, theirs).length + mine.differences.length, mine.code).toBeGreaterThan(0)
    }
  })
})

describe.each(agreements)('agreement $number', agreement => {
  const nodeOf = (code: string) => {
    const node = nodes.find(candidate => candidate.code === code)
    if (!node) throw new Error(`no jurisdiction ${code}`)
    return node
  }

  it('grants items that the grantor has, at stations and by staff that the grantee has', () => {
    for (const grant of agreement.grants) {
      const grantee = nodeOf(grant.grantee)
      const items = grantedItems(grant, agreement)
      expect(items.length).toBeGreaterThan(0)
      expect(nodeOf(grant.grantor).items.map(item => item.code)).toEqual(expect.arrayContaining(items))
      expect(grantee.profile.stations.map(s => s.code)).toEqual(expect.arrayContaining(grant.stations))
      if (grant.staff !== 'any')
        expect(grantee.people.accounts.map(a => a.username)).toEqual(expect.arrayContaining(grant.staff))
    }
  })

  it('opens only data that the provider has, for purposes that the resource allows', () => {
    for (const { provider, resource, fields, purposes } of agreement.data) {
      const found = nodeOf(provider).resources.find(candidate => candidate.code === resource)
      expect(found?.fields.map(f => f.name)).toEqual(expect.arrayContaining(fields))
      expect(found?.purposes).toEqual(expect.arrayContaining(purposes))
      expect(found?.shareType).not.toBe('不予共享')
    }
  })

  it('covers what the bundles ask of the partner', () => {
    for (const node of nodes)
      for (const evidence of node.bundles.flatMap(bundle => bundle.evidence)) {
        if (evidence.holder === '本地') continue
        const grant = agreement.data.find(d => d.consumer === node.code && d.resource === evidence.resource)
        expect(grant?.purposes).toContain(evidence.purpose)
        expect(grant?.fields).toEqual(expect.arrayContaining(evidence.fields))
      }
  })

  it('asks for tasks that exist, within the pledge of the task', () => {
    for (const { task, item, asker, asked, limit } of agreement.collaborations) {
      const found = nodeOf(asked).tasks.find(candidate => candidate.code === task)
      expect(found?.limit).toEqual(limit)
      expect(nodeOf(asker).items.map(candidate => candidate.code)).toContain(item)
    }
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

type Schema = Record<string, unknown>
const isSchema = (value: unknown): value is Schema => typeof value === 'object' && value !== null

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
