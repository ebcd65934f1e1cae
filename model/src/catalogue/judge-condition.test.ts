import { describe, expect, it } from 'vitest'
import type { ConditionCheck } from './condition.ts'
import { judgeCondition } from './judge-condition.ts'

const halfYear: ConditionCheck = {
  kind: 'months-since',
  resource: 'residence-registration',
  field: 'registeredOn',
  months: 6,
}

describe('judging a condition by a register', () => {
  it.each([
    ['2026-01-15', '2026-07-14', false, '2026-07-15'],
    ['2026-01-15', '2026-07-15', true, '2026-07-15'],
    ['2025-08-31', '2026-02-28', true, '2026-02-28'],
    ['2025-08-31', '2026-02-27', false, '2026-02-28'],
  ])('registered on %s: on %s half a year has passed: %s', (registeredOn, today, met, metOn) => {
    expect(judgeCondition(halfYear, { registeredOn }, today)).toEqual({ met, metOn })
  })

  it('is not met by a row without the date', () => {
    expect(judgeCondition(halfYear, { registeredOn: null }, '2026-07-15')).toEqual({ met: false })
  })

  it('takes one of the listed values', () => {
    const check: ConditionCheck = {
      kind: 'one-of',
      resource: 'business-licence',
      field: 'status',
      values: ['存续'],
    }
    expect(judgeCondition(check, { status: '存续' }, '2026-07-15').met).toBe(true)
    expect(judgeCondition(check, { status: '注销' }, '2026-07-15').met).toBe(false)
  })

  it('counts ages from birthday to birthday', () => {
    const check: ConditionCheck = {
      kind: 'age',
      resource: 'id-card',
      field: 'birthDate',
      from: 16,
      below: 60,
    }
    const on = (today: string) => judgeCondition(check, { birthDate: '2010-05-18' }, today)
    expect(on('2026-05-17')).toEqual({ met: false, metOn: '2026-05-18' })
    expect(on('2026-05-18').met).toBe(true)
    expect(on('2070-05-17').met).toBe(true)
    expect(on('2070-05-18')).toEqual({ met: false })
  })
})
