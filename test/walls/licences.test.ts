import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')

/** What may be given on under Apache-2.0: permissive, and of a choice one that is. */
const allowed =
  /^\(?(MIT|MIT\/X11|ISC|0BSD|BSD-2-Clause|BSD-3-Clause|Apache-2\.0|BlueOak-1\.0\.0|Unlicense|Zlib|OFL-1\.1|CC0-1\.0)(( AND | OR ).*)?\)?$/

/** Both halves of an AND have to be allowed; of an OR one is enough, and it stands first here. */
const halves = (licence: string) =>
  licence
    .replace(/[()]/g, '')
    .split(' AND ')
    .map(half => half.split(' OR ')[0] ?? '')

/** A package that says it in its file and not in `package.json`. */
const saidElsewhere = 'png-js'

interface Locked {
  dev?: boolean
  link?: boolean
}

test('everything that is shipped may be given on', () => {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
  const shipped = Object.entries(lock.packages as Record<string, Locked>)
    .filter(([path, { dev, link }]) => path.includes('node_modules/') && !dev && !link)
    .map(([path]) => path)
    // Programs of other platforms are not installed here.
    .filter(path => existsSync(join(root, path, 'package.json')))
  expect(shipped.length).toBeGreaterThan(100)
  const strange = shipped.flatMap(path => {
    const { name, license } = JSON.parse(readFileSync(join(root, path, 'package.json'), 'utf8'))
    if (name === saidElsewhere) return []
    return typeof license === 'string' && halves(license).every(half => allowed.test(half))
      ? []
      : [`${name}: ${JSON.stringify(license)}`]
  })
  expect(strange).toEqual([])
})

test('one says it in its file only', () => {
  const file = join(root, 'node_modules', saidElsewhere, 'LICENSE')
  expect(readFileSync(file, 'utf8')).toMatch(/^MIT License/)
})
