import { expect, test } from 'vitest'
import { codeIn } from './scan.ts'

test.each([
  ['https://pukou.example/verify/7K3M-9QWX-2B4C-6D8E', '7K3M-9QWX-2B4C-6D8E'],
  ['https://pukou.example/verify/7K3M-9QWX-2B4C-6D8E?from=print#x', '7K3M-9QWX-2B4C-6D8E'],
  ['7k3m 9qwx 2b4c 6d8e', '7K3M-9QWX-2B4C-6D8E'],
  ['https://pukou.example/track/7K3M-9QWX-2B4C-6D8E', undefined],
  ['WIFI:S:hall;;', undefined],
])('%s holds the code %s', (text, code) => {
  expect(codeIn(text)).toBe(code)
})
