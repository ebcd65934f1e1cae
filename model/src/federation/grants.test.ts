import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Agreement, type Power } from '../catalogue/agreement.ts'
import type { JurisdictionCode } from '../identifiers/division.ts'
import { Problem } from '../problems/problem.ts'
import type { Digest, Instant } from '../records/action.ts'
import { earliestWithdrawal, type HeldAgreement, onceSigned, standingOf } from './agreements.ts'
import { collaborationFor, dataGrantFor, type GrantQuestion, grantFor } from './grants.ts'

const [pukou, hexian] = ['320111', '340523'] as JurisdictionCode[] as [JurisdictionCode, JurisdictionCode]
const noon = (date: string) => `${date}T04:00:00.000Z` as Instant
type Grant = Agreement['grants'][number]

const grant = (changes: Partial<Grant> = {}): Grant => ({
  id: 'g',
  grantor: hexian,
  grantee: pukou,
  items: ['residence-permit'],
  powers: ['receive'],
  stations: ['wujiang'],
  staff: 'any',
  from: '2026-02-01',
  to: '2026-06-30',
  published: true,
  ...changes,
})

function held(changes: Partial<Agreement> = {}, more: Partial<HeldAgreement> = {}): HeldAgreement {
  const document = Agreement.parse({
    number: '示例1号',
    version: 1,
    status: '示例',
    title: '示例',
    titleEn: 'Sample',
    parties: [pukou, hexian],
    validFrom: '2026-01-01',
    validTo: '2026-12-31',
    preamble: '',
    basis: ['示例'],
    itemGroups: { police: { name: '公安', items: ['no-crime-certificate'] } },
    grants: [grant()],
    certificates: [],
    data: [
      {
        resource: 'id-card',
        provider: hexian,
        consumer: pukou,
        purposes: ['居住证'],
        fields: ['name', 'idNumber'],
        quotaPerDay: 5,
        basis: '示例',
      },
    ],
    collaborations: [
      {
        task: 'stop',
        item: 'residence-permit',
        asker: pukou,
        asked: hexian,
        limit: { unit: 'working-hour', amount: 2 },
      },
    ],
    incidents: [],
    withdrawal: { noticeDays: 30, runningCases: 'finish' },
    contacts: [],
    ...changes,
  })
  return { hash: '0'.repeat(64) as Digest, document, signedBy: [pukou, hexian], ...more }
}

const question: GrantQuestion = {
  item: 'residence-permit',
  grantor: hexian,
  grantee: pukou,
  power: 'receive',
  station: 'wujiang',
  at: noon('2026-03-10'),
}
/** The code of a refusal, or the id of the grant that allows. */
const told = (answer: Problem | { grant: object }) => {
  if (answer instanceof Problem) return answer.code
  return 'id' in answer.grant ? answer.grant.id : 'allowed'
}
const ask = (agreements: HeldAgreement[], changes: Partial<GrantQuestion> = {}) =>
  told(grantFor(agreements, { ...question, ...changes }))

describe('a grant', () => {
  test('allows exactly what it names', () => {
    expect(ask([held()])).toBe('g')
    expect(
      ask([held({ grants: [grant({ items: { group: 'police' } })] })], { item: 'no-crime-certificate' }),
    ).toBe('g')
  })

  test.each<[string, string, Partial<GrantQuestion>]>([
    ['another item', 'no-grant', { item: 'marriage' }],
    ['another power', 'no-grant', { power: 'verify' }],
    ['the other direction', 'no-grant', { grantor: pukou, grantee: hexian }],
    ['another station', 'station-not-granted', { station: 'bridge' }],
    ['no station', 'station-not-granted', { station: undefined }],
    ['before it begins', 'grant-not-begun', { at: noon('2026-01-31') }],
    ['after it ends', 'grant-expired', { at: noon('2026-07-01') }],
    ['after the agreement ends', 'grant-expired', { at: noon('2027-01-01') }],
  ])('%s is refused', (_name, code, changes) => {
    expect(ask([held()], changes)).toBe(code)
  })

  test('its last day belongs to it, by the clock of China', () => {
    expect(ask([held()], { at: '2026-06-30T15:59:59.999Z' as Instant })).toBe('g')
    expect(ask([held()], { at: '2026-06-30T16:00:00.000Z' as Instant })).toBe('grant-expired')
    expect(ask([held()], { at: '2026-01-31T16:00:00.000Z' as Instant })).toBe('g')
  })

  test('that names its staff is for them alone', () => {
    const named = [held({ grants: [grant({ staff: ['li'] })] })]
    expect(ask(named, { staff: 'li' })).toBe('g')
    expect(ask(named, { staff: 'wang' })).toBe('staff-not-granted')
    expect(ask(named)).toBe('staff-not-granted')
  })

  test('that is not published, or of a group that does not exist, binds nobody', () => {
    expect(ask([held({ grants: [grant({ published: false })] })])).toBe('no-grant')
    expect(ask([held({ grants: [grant({ items: { group: 'nothing' } })] })])).toBe('no-grant')
  })

  test('needs every signature', () => {
    for (const signedBy of [[], [pukou], [hexian]])
      expect(ask([held({}, { signedBy })])).toBe('agreement-unsigned')
  })
})

describe('a withdrawal', () => {
  const left = (runningCases: 'finish' | 'return') =>
    held(
      { withdrawal: { noticeDays: 30, runningCases } },
      { withdrawal: { by: hexian, effectiveAt: noon('2026-03-01') } },
    )
  const before = noon('2026-02-20')

  test('counts from its effect', () => {
    expect(ask([left('return')], { at: before })).toBe('g')
    expect(ask([left('return')])).toBe('grant-withdrawn')
  })

  test('leaves running cases to the rule of the agreement', () => {
    expect(ask([left('finish')], { begun: before })).toBe('g')
    expect(ask([left('finish')], { begun: noon('2026-03-02') })).toBe('grant-withdrawn')
    expect(ask([left('return')], { begun: before })).toBe('grant-withdrawn')
  })

  test('keeps the notice in calendar days', () => {
    expect(earliestWithdrawal(left('finish').document, noon('2026-03-01'))).toBe(noon('2026-03-31'))
  })
})

test('a newer version takes the place of the older once it has begun, and for good', () => {
  const older = held()
  const newer = held({ version: 2, grants: [], validFrom: '2026-03-01', validTo: '2026-09-30' })
  expect(ask([older, newer], { at: noon('2026-02-20') })).toBe('g')
  expect(ask([older, newer])).toBe('no-grant')
  expect(ask([older, { ...newer, signedBy: [pukou] }])).toBe('g')
  expect(standingOf(newer, noon('2026-10-01'))).toBe('expired')
  expect(ask([older, newer], { at: noon('2026-10-01') })).toBe('no-grant')
})

describe('a running case keeps the version under which it began', () => {
  const rule = (runningCases: 'finish' | 'return') => ({ withdrawal: { noticeDays: 30, runningCases } })
  const begun = noon('2026-02-20')
  /** The new version begins on 1 March and gives nothing for the item; the question is put on 10 March. */
  const newer = (changes: Partial<Agreement> = {}, more: Partial<HeldAgreement> = {}) =>
    held({ version: 2, grants: [], validFrom: '2026-03-01', ...changes }, more)
  const effectiveAt = noon('2026-03-05')

  test('until it ends; what begins on the new one’s first day is its own', () => {
    expect(ask([held(), newer()], { begun })).toBe('g')
    expect(ask([held(), newer()], { begun: '2026-02-28T15:59:59.999Z' as Instant })).toBe('g')
    expect(ask([held(), newer()], { begun: '2026-02-28T16:00:00.000Z' as Instant })).toBe('no-grant')
    expect(ask([held(), newer()])).toBe('no-grant')
  })

  test('beyond the old grant’s last day and the old version’s too', () => {
    for (const at of ['2026-07-01', '2027-01-10'].map(noon)) {
      expect(ask([held(), newer()], { begun, at })).toBe('g')
      expect(ask([held(), newer()], { at })).toBe('no-grant')
    }
  })

  test('but not where that version gives its cases back, nor after its own withdrawal', () => {
    expect(ask([held(rule('return')), newer()], { begun })).toBe('no-grant')
    expect(
      ask([held(rule('return')), newer({ grants: [grant({ id: 'new', from: '2026-03-01' })] })], { begun }),
    ).toBe('new')
    const left = held({}, { withdrawal: { by: hexian, effectiveAt: noon('2026-02-10') } })
    expect(ask([left, newer()], { begun })).toBe('grant-withdrawn')
  })

  test('and a newer version that is left at once ends all that goes by its number', () => {
    const gone = (runningCases: 'finish' | 'return') =>
      newer(rule(runningCases), { withdrawal: { by: hexian, effectiveAt } })
    expect(ask([held(), gone('finish')], { begun })).toBe('g')
    expect(ask([held(), gone('return')], { begun })).toBe('no-grant')
    expect(ask([held(), gone('return')], { begun, at: noon('2026-03-04') })).toBe('g')
  })

  test('what the new version adds is open to it as well', () => {
    const wider = newer({ grants: [grant({ id: 'wider', stations: ['bridge'], from: '2026-03-01' })] })
    expect(ask([held(), wider], { begun, station: 'bridge' })).toBe('wider')
    expect(ask([held(), wider], { begun })).toBe('g')
  })

  test('collaborations alike', () => {
    const task = { task: 'stop', item: 'residence-permit', asker: pukou, asked: hexian, at: question.at }
    const without = newer({ collaborations: [] })
    expect(told(collaborationFor([held(), without], { ...task, begun }))).toBe('allowed')
    expect(told(collaborationFor([held(), without], task))).toBe('no-collaboration')
  })
})

test('data: resource, direction, purpose and every field', () => {
  const data = {
    resource: 'id-card',
    provider: hexian,
    consumer: pukou,
    purpose: '居住证',
    fields: ['name'],
    at: question.at,
  }
  const asked = (changes: Partial<typeof data>) => told(dataGrantFor([held()], { ...data, ...changes }))
  expect(asked({})).toBe('allowed')
  expect(asked({ resource: 'marriage' })).toBe('no-data-grant')
  expect(asked({ provider: pukou, consumer: hexian })).toBe('no-data-grant')
  expect(asked({ purpose: '好奇' })).toBe('purpose-not-allowed')
  expect(asked({ fields: ['name', 'address'] })).toBe('field-not-granted')
  expect(asked({ at: noon('2027-01-01') })).toBe('grant-expired')
})

test('collaboration: task, item and direction', () => {
  const task = { task: 'stop', item: 'residence-permit', asker: pukou, asked: hexian, at: question.at }
  const asked = (changes: Partial<typeof task>) => told(collaborationFor([held()], { ...task, ...changes }))
  expect(asked({})).toBe('allowed')
  for (const changes of [{ task: 'x' }, { item: 'x' }, { asker: hexian, asked: pukou }])
    expect(asked(changes)).toBe('no-collaboration')
})

describe('for all agreements', () => {
  const day = fc
    .date({
      min: new Date('2026-01-01T04:00:00Z'),
      max: new Date('2026-12-31T04:00:00Z'),
      noInvalidDate: true,
    })
    .map(date => date.toISOString().slice(0, 10))
  const items = ['residence-permit', 'no-crime-certificate', 'marriage']
  const powers: Power[] = ['receive', 'notify', 'verify', 'deliver']
  const anyGrant = fc
    .record({
      days: fc.uniqueArray(day, { minLength: 2, maxLength: 2 }),
      ours: fc.boolean(),
      items: fc.subarray(items, { minLength: 1 }),
      powers: fc.subarray(powers, { minLength: 1 }),
      stations: fc.subarray(['wujiang', 'bridge'], { minLength: 1 }),
      staff: fc.constantFrom<Grant['staff']>('any', ['li']),
      published: fc.boolean(),
    })
    .map(({ days, ours, ...rest }) => {
      const [from = '', to = ''] = days.sort()
      const sides = ours ? { grantor: hexian, grantee: pukou } : { grantor: pukou, grantee: hexian }
      return grant({ ...rest, ...sides, from, to })
    })
  const anyQuestion: fc.Arbitrary<GrantQuestion> = fc.record({
    item: fc.constantFrom(...items),
    grantor: fc.constantFrom(pukou, hexian),
    grantee: fc.constantFrom(pukou, hexian),
    power: fc.constantFrom(...powers),
    station: fc.constantFrom('wujiang', 'bridge', undefined),
    staff: fc.constantFrom('li', 'wang', undefined),
    at: day.map(noon),
  })
  const covers = (g: Grant, q: GrantQuestion) =>
    g.published &&
    g.grantor === q.grantor &&
    g.grantee === q.grantee &&
    (g.items as string[]).includes(q.item) &&
    g.powers.includes(q.power)

  test('allowed exactly where some grant says all of it; so nothing outside its dates, ever', () => {
    fc.assert(
      fc.property(fc.array(anyGrant, { maxLength: 5 }), anyQuestion, (grants, q) => {
        const date = q.at.slice(0, 10)
        const expected = grants.some(
          g =>
            covers(g, q) &&
            g.from <= date &&
            date <= g.to &&
            q.station !== undefined &&
            g.stations.includes(q.station) &&
            (g.staff === 'any' || (q.staff !== undefined && g.staff.includes(q.staff))),
        )
        expect(grantFor([held({ grants })], q) instanceof Problem).toBe(!expected)
      }),
    )
  })

  test('without agreements everything is refused', () => {
    fc.assert(fc.property(anyQuestion, q => told(grantFor([], q)) === 'no-grant'))
  })

  test('a grant that does not concern the question never changes the answer', () => {
    fc.assert(
      fc.property(fc.array(anyGrant, { maxLength: 4 }), anyGrant, anyQuestion, (grants, other, q) => {
        fc.pre(!covers(other, q))
        const without = grantFor([held({ grants })], q)
        const beside = grantFor([held({ grants: [other, ...grants] })], q)
        const elsewhere = grantFor([held({ grants: [other], number: '示例2号' }), held({ grants })], q)
        expect(told(beside)).toBe(told(without))
        expect(told(elsewhere)).toBe(told(without))
      }),
    )
  })

  test('once signed, exactly what this side signed allows what it would allow signed by all', () => {
    fc.assert(
      fc.property(fc.array(anyGrant, { maxLength: 5 }), anyQuestion, (grants, q) => {
        const signed = told(grantFor([held({ grants })], q))
        const once = (...signedBy: JurisdictionCode[]) =>
          told(grantFor(onceSigned([held({ grants }, { signedBy })], pukou), q))
        expect(once(pukou)).toBe(signed)
        expect(once(pukou, hexian)).toBe(signed)
        for (const none of [once(), once(hexian)]) expect(['agreement-unsigned', 'no-grant']).toContain(none)
      }),
    )
  })

  test('no missing signature is made up for by anything', () => {
    fc.assert(
      fc.property(fc.array(anyGrant, { maxLength: 5 }), anyQuestion, (grants, q) => {
        expect(grantFor([held({ grants }, { signedBy: [pukou] })], q)).toBeInstanceOf(Problem)
      }),
    )
  })
})
