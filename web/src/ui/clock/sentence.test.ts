import type { ClockReading, Due } from '@lianqiao/model/clocks/clock.ts'
import { expect, test } from 'vitest'
import { remarksOf, sentencesOf } from './sentence.ts'

/** Monday 2 March 2026, 10:00 in Nanjing. */
const now = new Date('2026-03-02T02:00:00.000Z')

function reading(due: Partial<Due>, phase: ClockReading['phase'] = 'running'): ClockReading {
  return {
    phase,
    startedAt: '2026-02-26T01:30:00.000Z',
    pausedFor: 0,
    extendedBy: { unit: 'working-day', amount: 0 },
    promised: {
      limit: { unit: 'working-day', amount: 20 },
      due: '2026-03-26T16:00:00.000Z',
      left: 18,
      overdue: false,
      ...due,
    },
  }
}

const said = (r: ClockReading, language: 'zh' | 'en' = 'zh') => sentencesOf(r, language, now)[0]

test('a running clock tells what is left, in the unit of its limit', () => {
  expect(said(reading({}))).toMatchObject({ which: '承诺', text: '剩余 18 个工作日', tone: 'calm' })
  expect(said(reading({}), 'en')).toMatchObject({ which: 'Promised', text: '18 working days left' })
  expect(said(reading({ left: 1, limit: { unit: 'calendar-day', amount: 15 } }), 'en')?.text).toBe(
    '1 day left',
  )
})

test('the last fifth asks for attention', () => {
  expect(said(reading({ left: 5 }))?.tone).toBe('calm')
  expect(said(reading({ left: 4 }))?.tone).toBe('soon')
})

test('“due today” is said on the last day only, not on the week-end before it', () => {
  expect(said(reading({ left: 1, due: '2026-03-02T16:00:00.000Z' }))?.text).toBe('今天到期')
  expect(said(reading({ left: 1, due: '2026-03-03T16:00:00.000Z' }))?.text).toBe('剩余 1 个工作日')
})

test('what is over stays over, even while the clock stands still', () => {
  const over = { left: -2, overdue: true, due: '2026-02-26T16:00:00.000Z' } as const
  expect(said(reading(over))).toMatchObject({ text: '超期 2 个工作日', tone: 'over' })
  expect(said(reading(over, 'paused'))).toMatchObject({ text: '超期 2 个工作日', tone: 'over' })
  expect(said(reading(over, 'stopped'))).toMatchObject({ text: '完成时超期 2 个工作日', tone: 'over' })
})

test('a paused clock says so, and a stopped one whether it was in time', () => {
  expect(said(reading({}, 'paused'))).toMatchObject({ text: '已暂停', tone: 'paused' })
  expect(said(reading({}, 'stopped'))).toMatchObject({ text: '按时完成', tone: 'done' })
})

test('where the calendar is not announced nothing is made up', () => {
  const sentence = said(reading({ due: 'unknown', left: 'unknown' }))
  expect(sentence).toMatchObject({ text: '未知（日历未公布）', tone: 'unknown' })
  expect(sentence?.more).toContain('尚未公布')
})

test('the hint names the last day, not the first that is too late', () => {
  expect(said(reading({}))?.more).toContain('2026年3月26日')
})

test('pauses and extensions are told', () => {
  const paused = {
    ...reading({}, 'paused'),
    pausedSince: '2026-02-28T02:00:00.000Z',
    extendedBy: { unit: 'working-day', amount: 10 } as const,
  }
  expect(remarksOf(paused, 'zh').join()).toMatch(/暂停计时.*已延长 10 个工作日/)
})
