import { expect, test } from 'vitest'
import { problems } from '../problems/table.ts'
import { ladderFor, rungs } from './ladder.ts'

const household = {
  source: '政府核发',
  resource: { code: 'household', holder: '户籍地' },
  declaration: '本人承诺户籍信息属实',
} as const
const own = { source: '申请人自备' } as const

test('a link that is down is tried again, three times at most, then one goes on', () => {
  const failed = (attempts: number) =>
    ladderFor(household, { problem: 'peer-unreachable', attempts, tried: [] }).next
  expect(failed(1)).toEqual(['retry', 'letter', 'declaration', 'scan'])
  expect(failed(3)).toEqual(['letter', 'declaration', 'scan'])
})

test('what is not there is not asked for again', () => {
  const { reason, next } = ladderFor(household, { problem: 'no-data-found', attempts: 1, tried: [] })
  expect(next).toEqual(['letter', 'declaration', 'scan'])
  expect(reason.zh).toContain('核对')
})

test('nobody is sent to a rung where he has stood', () => {
  const failure = { problem: 'query-timeout', attempts: 3, tried: ['letter'] } as const
  expect(ladderFor(household, failure).next).toEqual(['declaration', 'scan'])
})

test('a declaration needs a guide that allows it, a letter somebody who holds the data', () => {
  const { declaration: _, ...strict } = household
  const failure = { problem: 'no-data-grant', attempts: 1, tried: [] } as const
  expect(ladderFor(strict, failure).next).toEqual(['letter', 'scan'])
  expect(ladderFor(own, failure).next).toEqual(['scan'])
})

test('whatever goes wrong, there is a reason in both languages and a way on', () => {
  for (const problem of Object.keys(problems) as (keyof typeof problems)[])
    for (const attempts of [1, 2, 3, 9]) {
      const { reason, next } = ladderFor(own, { problem, attempts, tried: [] })
      expect(reason.zh && reason.en).toBeTruthy()
      expect(next.at(-1)).toBe('scan')
      expect(next).toEqual(rungs.filter(rung => next.includes(rung)))
    }
})
