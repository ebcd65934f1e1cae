import { expect, it } from 'vitest'
import type { Database } from './database.ts'
import { gathered } from './gathered.ts'

const db = {} as Database

it('what is asked in one turn is read at once, and what is asked later is read anew', async () => {
  const read: string[][] = []
  const lengthOf = gathered(
    async (_db, keys) => {
      read.push([...keys])
      return keys.filter(key => key !== 'none').map(key => ({ key, length: key.length }))
    },
    row => row.key,
  )
  const turn = await Promise.all(['one', 'three', 'none', 'one'].map(key => lengthOf(db, key)))
  expect(turn.map(row => row?.length)).toEqual([3, 5, undefined, 3])
  expect(await lengthOf(db, 'one')).toEqual({ key: 'one', length: 3 })
  expect(read).toEqual([['one', 'three', 'none'], ['one']])
})

it('a read that fails fails for those who asked, and for nobody after them', async () => {
  let broken = true
  const find = gathered(
    async (_db, keys) => {
      if (broken) throw new RangeError('no')
      return [...keys]
    },
    row => row,
  )
  const turn = await Promise.allSettled([find(db, 'a'), find(db, 'b')])
  expect(turn.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  broken = false
  expect(await find(db, 'a')).toBe('a')
})
