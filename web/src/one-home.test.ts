import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

test('each class is given its looks in one style sheet: two would come in the order in which pages were opened', () => {
  const homes = new Map<string, Set<string>>()
  for (const file of globSync('**/*.css', { cwd: import.meta.dirname })) {
    const text = readFileSync(`${import.meta.dirname}/${file}`, 'utf8')
      .replaceAll(/\/\*[\s\S]*?\*\//g, '')
      .replaceAll(/\([^()]*\)/g, '')
    for (const [, selectors = ''] of text.matchAll(/([^{};]+)\{/g))
      for (const selector of selectors.split(',').map(one => one.trim()))
        if (/^\.[\w-]+$/.test(selector)) homes.getOrInsertComputed(selector, () => new Set()).add(file)
  }
  expect(homes.size).toBeGreaterThan(100)
  expect([...homes].filter(([, files]) => files.size > 1)).toEqual([])
})
