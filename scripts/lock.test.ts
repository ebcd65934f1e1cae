import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

interface Entry {
  dependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
}

/** What npm finds from `place`: nearest first, as Node resolves it. */
function isFound(packages: Record<string, Entry>, place: string, name: string): boolean {
  if (packages[`${place === '' ? '' : `${place}/`}node_modules/${name}`]) return true
  if (place === '') return false
  const above = place.lastIndexOf('/node_modules/')
  return isFound(packages, above > 0 ? place.slice(0, above) : '', name)
}

/**
 * npm drops packages for other machines from the lock where it cannot see them (a mirror that lacks them, an old
 * node_modules), and then `npm ci` fails on every fresh clone. Name those the test lists in the lock again, with version,
 * `os` and `cpu`.
 */
test('the lock names every package, those for other machines too', () => {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    packages: Record<string, Entry>
  }
  const missing = Object.entries(packages).flatMap(([place, { dependencies, optionalDependencies }]) =>
    Object.keys({ ...dependencies, ...optionalDependencies }).filter(name => !isFound(packages, place, name)),
  )
  expect(missing).toEqual([])
})
