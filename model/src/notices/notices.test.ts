import { describe, expect, test } from 'vitest'
import { makeRecordId } from '../identifiers/record-id.ts'
import { documentNumber } from './kinds.ts'
import { limitWords, noticeLimit, untilWords } from './until.ts'

const zone = 'Asia/Shanghai'
const rest = { left: 1, overdue: false } as const

describe('what documents tell', () => {
  test('a number names the side, the kind, the record and the step', () => {
    const record = makeRecordId({
      receiving: '320111',
      deciding: '340523',
      date: '2026-03-10',
      serial: 17,
    } as never)
    expect(documentNumber('acceptance-notice', '和县', record, 4)).toBe(
      '和县受字〔2026〕320111-0310-000017-04号',
    )
  })

  test('days end with the last day, hours with their minute, both on the local clock', () => {
    const days = {
      limit: { unit: 'working-day', amount: 5 } as const,
      due: '2026-03-17T16:00:00.000Z',
      ...rest,
    }
    expect(noticeLimit(days, zone).until).toBe('2026-03-17')
    expect(untilWords(noticeLimit(days, zone))).toBe('2026年3月17日前')
    const hours = {
      limit: { unit: 'working-hour', amount: 2 } as const,
      due: '2026-03-10T03:05:00.000Z',
      ...rest,
    }
    expect(untilWords(noticeLimit(hours, zone))).toBe('2026年3月10日 11:05前')
  })

  test('unknown stays unknown; nought days are the same day', () => {
    const limit = { unit: 'working-day', amount: 20 } as const
    expect(
      untilWords(noticeLimit({ limit, due: 'unknown', left: 'unknown', overdue: 'unknown' }, zone)),
    ).toMatch('待公布')
    expect(limitWords({ unit: 'working-day', amount: 0 })).toBe('当日')
  })
})
