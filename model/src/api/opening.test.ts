import { describe, expect, test } from 'vitest'
import { asksOf } from './opening.ts'

const asks = (address: string, known = false) => {
  const { pathname, searchParams } = new URL(address, 'http://node.example')
  return asksOf(pathname, Object.fromEntries(searchParams), known)
}

describe('what a page asks for as it opens', () => {
  test('is the session and what its address names', () => {
    expect(asks('/')).toEqual(['/api/session'])
    expect(asks('/items/320111/birth-registration')).toEqual([
      '/api/session',
      '/api/catalogue/items/320111/birth-registration',
      '/api/catalogue/here/birth-registration',
      '/api/catalogue/jurisdictions',
      '/api/catalogue/stations',
    ])
    expect(asks('/compare/a/320111/340523')).toContain('/api/catalogue/compare/a?mine=320111&theirs=340523')
  })

  test('a search in the spelling of the page, and none that the router writes otherwise', () => {
    expect(asks('/items?q=生育 登记')).toContain(
      `/api/catalogue/search?q=${encodeURIComponent('生育')}%20${encodeURIComponent('登记')}`,
    )
    expect(asks('/items')).toContain('/api/catalogue/search')
    expect(asks('/items?q=%22123%22')).toEqual(['/api/session', '/api/catalogue/jurisdictions'])
  })

  test('a code as the page reads it; what is no code is not asked for', () => {
    expect(asks('/track/7k3m9qwx00000o0i')).toContain('/api/track/7K3M-9QWX-0000-0001')
    expect(asks('/verify/nothing')).toEqual(['/api/session'])
    expect(asks('/track/%E0%A4%A')).toEqual(['/api/session'])
  })

  test('own cases where somebody may be signed in, and never for a stranger', () => {
    expect(asks('/my')).toEqual(['/api/session'])
    expect(asks('/my', true)).toEqual([
      '/api/session',
      '/api/cases?view=all&limit=50',
      '/api/cases?view=ended&limit=50',
    ])
  })

  test('nothing that leads out of its header: every sign of the address is spelt out', () => {
    expect(asks('/listed/3>;rel=x/%22%0D%0A,')[1]).toBe('/api/catalogue/listed/3%3E%3Brel%3Dx/%22%0D%0A%2C')
  })
})
