import { expect, test } from 'vitest'
import { combinationOf } from './hotkeys.ts'

const press = (key: string, held: Partial<Parameters<typeof combinationOf>[0]> = {}) =>
  combinationOf({ key, code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held })

test('a combination is spelled in one order', () => {
  expect(press('Enter', { ctrlKey: true })).toBe('ctrl+enter')
  expect(press('K', { ctrlKey: true, shiftKey: true })).toBe('ctrl+shift+k')
  expect(press('Escape')).toBe('escape')
})

test('⌘ counts as ctrl, and shift that only makes the sign is not named', () => {
  expect(press('Enter', { metaKey: true })).toBe('ctrl+enter')
  expect(press('?', { shiftKey: true })).toBe('?')
})

test('alt with a digit or letter is that, whatever sign the keyboard makes of it', () => {
  expect(press('¡', { altKey: true, code: 'Digit1' })).toBe('alt+1')
  expect(press('®', { altKey: true, code: 'KeyR' })).toBe('alt+r')
})
