import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { Agreement, grantedItems } from './agreement.ts'

const file = new URL('../../../jurisdictions/agreements/pukou-hexian-2026.json', import.meta.url)
const shipped = () => JSON.parse(readFileSync(file, 'utf8'))

describe('an agreement', () => {
  it('is refused when a grant outlives it', () => {
    const document = shipped()
    document.grants[0].to = '2029-01-01'
    expect(Agreement.safeParse(document).success).toBe(false)
  })

  it('is refused when it ends before it begins', () => {
    expect(Agreement.safeParse({ ...shipped(), validTo: '2025-12-31', grants: [] }).success).toBe(false)
  })

  it('is refused when a grant names somebody who is no party, or a grantor who grants to himself', () => {
    for (const grantee of ['320382', '320111']) {
      const document = shipped()
      document.grants[0] = { ...document.grants[0], grantor: '320111', grantee }
      expect(Agreement.safeParse(document).success).toBe(false)
    }
  })

  it('grants nothing by a group that it does not define', () => {
    const agreement = Agreement.parse(shipped())
    const [grant] = agreement.grants
    if (!grant) throw new Error('the shipped agreement has no grant')
    expect(grantedItems({ ...grant, items: { group: 'nowhere' } }, agreement)).toEqual([])
    expect(grantedItems({ ...grant, items: ['senior-card'] }, agreement)).toEqual(['senior-card'])
  })
})
