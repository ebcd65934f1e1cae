import { expect, test } from 'vitest'
import { columnAt } from './columns.ts'
import { ItemVersion } from './item.ts'
import { ItemLimits } from './item-limits.ts'
import { partAt } from './uncolumned.ts'

test('every part of a guide is called by a column or has a name in both languages', () => {
  const paths = [
    ...Object.keys(ItemVersion.shape),
    ...Object.keys(ItemLimits.shape).map(key => `limits.${key}`),
  ]
  for (const path of paths.filter(path => !columnAt(path))) {
    const { zh, en } = partAt(`${path}.0.text`)
    expect(zh, path).toMatch(/^\p{Script=Han}+$/u)
    expect(en, path).toMatch(/^[A-Z][a-z ]+$/)
  }
})
