import { describe, expect, test } from 'vitest'
import { shippedAgreement, shippedNode } from '../../../test/support/jurisdictions.ts'
import { JurisdictionCode } from '../identifiers/division.ts'
import { type Agreement, grantedItems } from './agreement.ts'
import { canBeDoneHere } from './here.ts'
import type { HereFacts } from './here-facts.ts'
import type { ItemVersion } from './item.ts'

const [PUKOU, HEXIAN] = [JurisdictionCode.parse('320111'), JurisdictionCode.parse('340523')]
const [pukou, hexian] = [shippedNode(PUKOU), shippedNode(HEXIAN)]
const names = { [PUKOU]: { zh: '浦口', en: 'Pukou' }, [HEXIAN]: { zh: '和县', en: 'He County' } }

const guide = (of: typeof pukou, code: string): ItemVersion => {
  const item = of.items.find(i => i.code === code)
  if (!item) throw new Error(code)
  return item
}
const agreement = shippedAgreement(PUKOU, HEXIAN)

/** 和县's guide, asked at 浦口's own hall on a Tuesday, under the shipped agreement. */
const facts = (code: string, change: Partial<HereFacts> = {}): HereFacts => ({
  item: guide(hexian, code),
  profile: hexian.profile,
  place: { jurisdictions: [PUKOU], station: 'pk-hall' },
  agreements: [agreement],
  today: '2026-03-10',
  names,
  ...change,
})
/** The joint station, where both have windows. */
const wujiang = { jurisdictions: [PUKOU, HEXIAN], station: 'wujiang' }
const received = agreement.grants.find(g => g.grantor === HEXIAN && g.powers.includes('receive'))
const code = (received && grantedItems(received, agreement)[0]) ?? ''
const at = { jurisdictions: [PUKOU], station: received?.stations[0] }

describe('can it be done here?', () => {
  test('the authority’s own window in the joint station decides on the spot', () => {
    const answer = canBeDoneHere(facts('no-crime-certificate', { place: wujiang }))
    expect(answer).toMatchObject({ verdict: 'decide-here', jurisdiction: HEXIAN })
  })

  test('a grant lets the neighbour receive it, with exactly its powers and the pledge for the way', () => {
    const answer = canBeDoneHere(facts(code, { place: at }))
    expect(answer).toMatchObject({
      verdict: 'receive-here',
      grant: { agreement: agreement.number, grantee: PUKOU, powers: received?.powers },
      transfer: guide(hexian, code).limits.transfer,
    })
    expect(answer.reason.zh).toContain('收件受理权')
  })

  test.each<[string, Partial<HereFacts>]>([
    ['without an agreement', { agreements: [] }],
    ['after the grant has ended', { today: '2031-01-01' }],
    ['before it began', { today: '2025-12-31' }],
    ['at a station it does not name', { place: { jurisdictions: [PUKOU], station: 'elsewhere' } }],
    ['in a third jurisdiction', { place: { jurisdictions: [JurisdictionCode.parse('320382')] } }],
    ['unpublished', { agreements: [changed(grant => ({ ...grant, published: false }))] }],
    ['without the power to receive', { agreements: [changed(grant => ({ ...grant, powers: ['deliver'] }))] }],
    [
      'for a group that does not exist',
      { agreements: [changed(grant => ({ ...grant, items: { group: 'nothing' } }))] },
    ],
  ])('%s nothing may be received here', (_why, change) => {
    const { verdict, grant } = canBeDoneHere(facts(code, { place: at, ...change }))
    expect(['online', 'go-there']).toContain(verdict)
    expect(grant).toBeUndefined()
  })

  test('else it is done online, and nobody comes; else one is told where to go and when', () => {
    const alone = (depth: ItemVersion['channels']['onlineDepth']) => {
      const item = guide(hexian, code)
      return canBeDoneHere(
        facts(code, {
          agreements: [],
          item: { ...item, channels: { ...item.channels, onlineDepth: depth } },
        }),
      )
    }
    expect(alone('Ⅳ级')).toMatchObject({ verdict: 'online', visits: 0, places: [] })
    const there = alone('Ⅲ级')
    expect(there.verdict).toBe('go-there')
    expect(there.places).toEqual(guide(hexian, code).channels.places)
  })

  test('handled jointly where the guide says so and a task is agreed', () => {
    const collaboration = agreement.collaborations.find(c => c.asker === HEXIAN && c.asked === PUKOU)
    expect(collaboration).toBeDefined()
    const item = guide(hexian, collaboration?.item ?? '')
    const joint: ItemVersion = {
      ...item,
      channels: { ...item.channels, crossRegion: { ...item.channels.crossRegion, modes: ['多地联办'] } },
    }
    const grantless = { ...agreement, grants: [] }
    expect(canBeDoneHere(facts(item.code, { item: joint, agreements: [grantless] })).verdict).toBe('joint')
    expect(
      canBeDoneHere(facts(item.code, { item: joint, agreements: [{ ...grantless, collaborations: [] }] }))
        .verdict,
    ).not.toBe('joint')
  })

  test('a department that takes turns is there on its days; on others the answer names them', () => {
    const turns = pukou.profile.stations
      .find(s => s.code === 'wujiang')
      ?.departments.find(d => d.department === 'medical-insurance')
    expect(turns?.weekdays).toEqual([1, 3])
    const insurance = (today: string) =>
      canBeDoneHere({
        ...facts('resident-insurance', { place: wujiang, today, agreements: [] }),
        item: withoutOnline(guide(pukou, 'resident-insurance')),
        profile: pukou.profile,
      })
    expect(insurance('2026-03-11')).toMatchObject({ verdict: 'decide-here', weekdays: [1, 3] })
    expect(insurance('2026-03-11').reason.zh).toContain('今天轮驻')
    expect(insurance('2026-03-10').reason.zh).toContain('今天不行，周一、周三可以')
  })
})

describe('documents still needed', () => {
  test('a register elsewhere replaces paper only where an agreement lets the authority ask it', () => {
    const item = guide(hexian, code)
    const document = item.documents[0]
    if (!document) throw new Error('no document')
    const { certificateType: _, ...plain } = document
    const remote: ItemVersion = {
      ...item,
      documents: [{ ...plain, exempt: true, resource: { code: 'household', holder: '户籍地' } }],
    }
    const granted = agreement.data.some(d => d.resource === 'household' && d.consumer === HEXIAN)
    expect(granted).toBe(true)
    expect(canBeDoneHere(facts(code, { item: remote }))).toMatchObject({
      bring: [],
      shared: [{ by: 'resource' }],
    })
    expect(canBeDoneHere(facts(code, { item: remote, agreements: [] })).shared).toEqual([])
  })

  test('what is exempt by a certificate is never asked for', () => {
    const { bring, shared } = canBeDoneHere(facts(code))
    expect(shared.length).toBeGreaterThan(0)
    expect(bring.some(document => shared.some(s => s.code === document.code))).toBe(false)
  })
})

function changed(change: (grant: Agreement['grants'][number]) => Agreement['grants'][number]): Agreement {
  return { ...agreement, grants: agreement.grants.map(change), collaborations: [] }
}

function withoutOnline(item: ItemVersion): ItemVersion {
  return { ...item, channels: { ...item.channels, onlineDepth: 'Ⅱ级' } }
}
