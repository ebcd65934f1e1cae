import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { JurisdictionCode } from '../identifiers/division.ts'
import { departmentKey, matches, mayList, mayRead, type RecordScope, seesPersonalData } from './may.ts'
import type { Principal } from './principal.ts'
import { type Role, roles } from './roles.ts'

const [pukou, hexian, pizhou] = ['320111', '340523', '320382'].map(c => JurisdictionCode.parse(c)) as [
  JurisdictionCode,
  JurisdictionCode,
  JurisdictionCode,
]
const places = fc.constantFrom(pukou, hexian, pizhou)
const departments = ['public-security', 'medical-insurance', 'government-services']
const stations = ['wujiang', 'pk-hall', 'hx-hall']
const subjects = ['r-1', 'r-2', 's-1']

const principals: fc.Arbitrary<Principal> = fc
  .record({
    kind: fc.constantFrom('staff' as const, 'resident' as const),
    subject: fc.constantFrom(...subjects),
    jurisdiction: places,
    roles: fc.uniqueArray(fc.constantFrom(...(Object.keys(roles) as Role[])), { maxLength: 3 }),
    department: fc.option(fc.constantFrom(...departments), { nil: undefined }),
    station: fc.option(fc.constantFrom(...stations), { nil: undefined }),
  })
  .map(({ department, station, ...rest }) => ({
    ...rest,
    name: '演示',
    ...(department ? { department } : {}),
    ...(station ? { station } : {}),
  }))

const scopes: fc.Arbitrary<RecordScope> = fc.record({
  deciding: places,
  receiving: places,
  participants: fc.uniqueArray(places),
  departments: fc.uniqueArray(
    fc.tuple(places, fc.constantFrom(...departments)).map(([j, d]) => departmentKey(j, d)),
    { maxLength: 3 },
  ),
  stations: fc.uniqueArray(fc.constantFrom(...stations), { maxLength: 2 }),
  applicants: fc.uniqueArray(fc.constantFrom(...subjects), { maxLength: 2 }),
})

/** The rule in the words of the regulation, one role at a time, written apart from the code it judges. */
function byTheBook(who: Principal, role: Role, scope: RecordScope): boolean {
  const takesPart = scope.participants.includes(who.jurisdiction)
  const myDepartment =
    who.department !== undefined && scope.departments.includes(`${who.jurisdiction}:${who.department}`)
  switch (role) {
    case 'principal':
    case 'auditor':
      return takesPart
    case 'clerk':
      return (
        takesPart &&
        (myDepartment ||
          scope.receiving === who.jurisdiction ||
          (who.station !== undefined && scope.stations.includes(who.station)))
      )
    case 'acceptor':
    case 'approver':
    case 'issuer':
    case 'collaborator':
    case 'duty':
    case 'handler':
    case 'inspector':
      return takesPart && myDepartment
    default:
      return false
  }
}

describe('role × action × record', () => {
  test('reading is what the book says, and the list shows neither more nor less', () => {
    fc.assert(
      fc.property(principals, scopes, (who, scope) => {
        const isAdministrator = who.roles.includes('sysadmin') || who.roles.includes('secadmin')
        const expected =
          who.kind === 'resident'
            ? who.roles.includes('resident') && scope.applicants.includes(who.subject)
            : !isAdministrator && who.roles.some(role => byTheBook(who, role, scope))
        expect(mayRead(who, scope)).toBe(expected)
        expect(matches(mayList(who), scope)).toBe(expected)
      }),
      { numRuns: 5000 },
    )
  })

  test('staff of a jurisdiction that takes no part read nothing', () => {
    fc.assert(
      fc.property(principals, scopes, (who, scope) => {
        const participants = scope.participants.filter(p => p !== who.jurisdiction)
        expect(mayRead({ ...who, kind: 'staff' }, { ...scope, participants })).toBe(false)
      }),
      { numRuns: 2000 },
    )
  })

  test('personal data are shown only to readers, and never to an auditor', () => {
    fc.assert(
      fc.property(principals, scopes, (who, scope) => {
        const sees = seesPersonalData(who, scope)
        expect(sees && !mayRead(who, scope)).toBe(false)
        expect(sees && who.roles.includes('auditor')).toBe(false)
      }),
      { numRuns: 2000 },
    )
  })
})

test('nobody who is not signed in reads anything', () => {
  const scope: RecordScope = {
    deciding: pukou,
    receiving: hexian,
    participants: [pukou, hexian],
    departments: [],
    stations: [],
    applicants: ['r-1'],
  }
  expect(mayRead(undefined, scope)).toBe(false)
  expect(seesPersonalData(undefined, scope)).toBe(false)
})

test('police across the border do not read what only the other police decide', () => {
  const officer: Principal = {
    kind: 'staff',
    subject: '340523:ding-yong',
    name: '丁勇',
    jurisdiction: hexian,
    roles: ['acceptor'],
    department: 'public-security',
  }
  const scope: RecordScope = {
    deciding: pukou,
    receiving: pukou,
    participants: [pukou, hexian],
    departments: [departmentKey(pukou, 'public-security'), departmentKey(hexian, 'medical-insurance')],
    stations: ['wujiang'],
    applicants: [],
  }
  expect(mayRead(officer, scope)).toBe(false)
  expect(mayRead({ ...officer, department: 'medical-insurance' }, scope)).toBe(true)
})
