import { JurisdictionCode } from '@lianqiao/model/identifiers/division.ts'
import { departmentKey, matches, type ReadFilter, type RecordScope } from '@lianqiao/model/people/may.ts'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { findIndex, listIndex } from './store/lists.ts'

const places = fc.constantFrom(...['320111', '340523', '320382'].map(code => JurisdictionCode.parse(code)))
const departments = fc.uniqueArray(
  fc
    .tuple(places, fc.constantFrom('public-security', 'medical-insurance'))
    .map(([j, d]) => departmentKey(j, d)),
  { maxLength: 2 },
)
const stations = fc.uniqueArray(fc.constantFrom('wujiang', 'pk-hall', 'hx-hall'), { maxLength: 2 })
const subjects = fc.constantFrom('r-1', 'r-2', 's-1')

const scopes: fc.Arbitrary<RecordScope> = fc.record({
  deciding: places,
  receiving: places,
  participants: fc.uniqueArray(places),
  departments,
  stations,
  applicants: fc.uniqueArray(subjects, { maxLength: 2 }),
})

const filters: fc.Arbitrary<ReadFilter> = fc.oneof(
  fc.constant<ReadFilter>({ kind: 'none' }),
  subjects.map<ReadFilter>(subject => ({ kind: 'applicant', subject })),
  fc.record({
    kind: fc.constant('staff' as const),
    participant: places,
    all: fc.boolean(),
    receiving: fc.boolean(),
    departments,
    stations,
  }),
)

const at = '2026-03-10T01:00:00.000Z'
const known = fc.sample(scopes, { numRuns: 120, seed: 7 }).map((scope, i) => ({ id: `case-${i}`, scope }))
let database: TestDatabase

beforeAll(async () => {
  database = await startTestDatabase()
  const { db } = database
  await db
    .insertInto('record')
    .values(
      known.map(({ id, scope }) => ({
        ...{ id, kind: 'permit', version: 1, phase: 'received', ended: false, seq: 0, head: '' },
        ...{
          leader: scope.deciding,
          participants: [...scope.participants],
          opened_at: at,
          changed_at: at,
          state: '{}',
        },
      })),
    )
    .execute()
  await db
    .insertInto('case_index')
    .values(
      known.map(({ id, scope }) => ({
        ...{
          record_id: id,
          matter: '00000000-0000-4000-8000-000000000000',
          item: 'item',
          phase: 'received',
          ended: false,
        },
        ...{
          mode: 'here',
          receiving: scope.receiving,
          deciding: scope.deciding,
          participants: [...scope.participants],
        },
        ...{
          departments: [...scope.departments],
          stations: [...scope.stations],
          applicants: [...scope.applicants],
        },
        ...{
          asked: [],
          asked_departments: [],
          received_at: at,
          changed_at: at,
          id_index: Buffer.from('same'),
        },
      })),
    )
    .execute()
})
afterAll(() => database.stop())

it('lists and finds just the cases that the rule lets one read', async () => {
  await fc.assert(
    fc.asyncProperty(filters, async filter => {
      const allowed = known.filter(({ scope }) => matches(filter, scope)).map(({ id }) => id)
      const question = {
        work: [],
        openPhases: ['received'],
        jurisdiction: JurisdictionCode.parse('320111'),
        department: undefined,
        limit: 200,
      }
      const listed = await listIndex(database.db, { filter, view: 'all', ...question })
      expect(listed.map(l => l.id).sort()).toEqual(allowed.sort())
      const found = await findIndex(database.db, filter, {
        index: [{ column: 'id_index', value: Buffer.from('same') }],
      })
      expect(found.every(({ id }) => allowed.includes(id))).toBe(true)
      expect(found).toHaveLength(Math.min(allowed.length, 50))
    }),
    { numRuns: 150 },
  )
})
