import { expect, test } from 'vitest'
import { forSheet, fromSheet, looksLikeFormula } from './cells.ts'

test.each([
  '=1+1',
  '+cmd|x',
  '-2+3+cmd',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '＝1+1',
  '＠SUM(A1)',
  '=HYPERLINK("http://x")',
])('%j cannot act as a formula, and comes back as it was', text => {
  expect(looksLikeFormula(text)).toBe(true)
  expect(looksLikeFormula(forSheet(text))).toBe(false)
  expect(fromSheet(forSheet(text))).toBe(text)
})

test.each(['025-12345678', '-5', '+86 138', '居住证', "'quoted'", ''])('%j is left as it is', text => {
  expect(forSheet(text)).toBe(text)
  expect(fromSheet(text)).toBe(text)
})
