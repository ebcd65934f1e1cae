import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openVault } from './vault.ts'
import { writeOnce, writeWhole } from './whole-file.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lianqiao-whole-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

test('of many who make a file at once one wins, and nobody reads half of it', async () => {
  const file = join(folder, 'key')
  const long = (i: number) => `${i}`.repeat(200_000)
  const read = await Promise.all(
    [1, 2, 3, 4, 5, 6, 7, 8].map(async i => {
      await writeOnce(file, long(i))
      return readFile(file, 'utf8')
    }),
  )
  expect(new Set(read).size).toBe(1)
  expect(read[0]).toHaveLength(200_000)
  expect(await readdir(folder)).toEqual(['key'])
  expect((await stat(file)).mode & 0o777).toBe(0o600)
})

test('a file is replaced whole', async () => {
  const file = join(folder, 'home.json')
  await writeWhole(file, 'first')
  await writeWhole(file, 'second')
  expect(await readFile(file, 'utf8')).toBe('second')
  expect(await readdir(folder)).toEqual(['home.json'])
})

test('processes that start at once open the same vault', async () => {
  const vaults = await Promise.all(Array.from({ length: 6 }, () => openVault(join(folder, 'keys'), '320111')))
  const sealed = vaults[0]?.sealJson('here', 'what was said') as Buffer
  for (const vault of vaults) {
    expect(vault.signer.kid).toBe(vaults[0]?.signer.kid)
    expect(vault.openJson('here', sealed)).toBe('what was said')
  }
})
