import { expect, test } from 'vitest'
import { ClockLimits, type Unit } from './limits.ts'

// biome-ignore format: a table, laid out for the eye
test.each<[promised: number, unit: Unit, statutory: number, lawUnit: Unit, accepted: boolean]>([
  [5,  'working-day',  20, 'working-day',  true],
  [20, 'working-day',  20, 'working-day',  true],
  [21, 'working-day',  20, 'working-day',  false],
  [5,  'working-day',  15, 'calendar-day', true],
  [11, 'working-day',  15, 'calendar-day', false], // more than two ordinary weeks
  [20, 'calendar-day', 20, 'working-day',  true],
  [21, 'calendar-day', 20, 'working-day',  false],
  [2,  'working-hour', 1,  'working-day',  true],
  [9,  'working-hour', 1,  'working-day',  false],
  [2,  'working-hour', 2,  'working-hour', true],
  [1,  'working-day',  8,  'working-hour', false],
])('%s %s promised against %s %s', (promised, unit, statutory, lawUnit, accepted) => {
  const limits = { promised: { unit, amount: promised }, statutory: { unit: lawUnit, amount: statutory } }
  expect(ClockLimits.safeParse(limits).success).toBe(accepted)
})

test.each([
  ['no limit at all', {}],
  ['half a day', { statutory: { unit: 'working-day', amount: 0.5 } }],
  ['no hours', { promised: { unit: 'working-hour', amount: 0 } }],
])('%s is refused', (_, limits) => expect(ClockLimits.safeParse(limits).success).toBe(false))
