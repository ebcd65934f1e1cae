import { beforeEach, expect, test, vi } from 'vitest'
import { dropDraft, endDrafts, forgetDrafts, keepDraftsOf, readDraft, writeDraft } from './draft.ts'

const hour = 60 * 60 * 1000

beforeEach(() => {
  const store: Record<string, string> = {}
  const methods = {
    getItem: (key: string) => store[key] ?? null,
    setItem: (key: string, value: string) => {
      store[key] = value
    },
    removeItem: (key: string) => {
      delete store[key]
    },
  }
  // As in a browser, Object.keys of a storage are its keys.
  for (const method of Object.keys(methods))
    Object.defineProperty(store, method, { value: methods[method as never] })
  vi.stubGlobal('sessionStorage', store)
})

test('a draft comes back after a reload, until it is dropped', () => {
  writeDraft('matter:1', { name: '示例' })
  expect(readDraft('matter:1')).toEqual({ name: '示例' })
  dropDraft('matter:1')
  expect(readDraft('matter:1')).toBeUndefined()
})

test('the morning after it is gone', () => {
  writeDraft('matter:1', 'text', 0)
  expect(readDraft('matter:1', 9 * hour)).toBe('text')
  expect(readDraft('matter:1', 11 * hour)).toBeUndefined()
})

test('who signs in takes over what he typed before; somebody else finds nothing', () => {
  writeDraft('matter:1', 'typed before signing in')
  keepDraftsOf('320111/resident/甲')
  expect(readDraft('matter:1')).toBe('typed before signing in')
  keepDraftsOf('320111/resident/乙')
  expect(readDraft('matter:1')).toBeUndefined()
})

test('signing out forgets all drafts and nothing else', () => {
  writeDraft('matter:1', 1)
  writeDraft('matter:2', 2)
  sessionStorage.setItem('other', 'stays')
  forgetDrafts()
  expect([readDraft('matter:1'), readDraft('matter:2')]).toEqual([undefined, undefined])
  expect(sessionStorage.getItem('other')).toBe('stays')
})

// The last: nothing is kept after it.
test('what a page on its way out still writes after the sign-out is not kept', () => {
  writeDraft('matter:1', 'before')
  endDrafts()
  writeDraft('matter:1', 'after')
  expect(readDraft('matter:1')).toBeUndefined()
})
