import { expect, test } from 'vitest'
import { errorForLog, makeLog, withoutPersons } from './log.ts'
import { inTrace, newTrace } from './tracing/trace.ts'

test.each([
  [
    'duplicate key value violates unique constraint "action_opening"',
    'duplicate key value violates unique constraint "action_opening"',
  ],
  ['invalid input syntax for type json: "{name: 张三}"', 'invalid input syntax for type json: "…"'],
  ['no row for 34052319900101001X', 'no row for …'],
  ['Key (phone)=(13800000009) already exists', 'Key (phone)=(…) already exists'],
  ['欧阳思远 is not known', '… is not known'],
])('%s', (text, told) => {
  expect(withoutPersons(text)).toBe(told)
})

test('an error tells its kind, code and place, and nothing else that hangs on it', () => {
  const error = Object.assign(new Error('refused'), {
    code: '23505',
    detail: 'Key (name)=(张三)',
    row: { a: 1 },
  })
  const told = errorForLog(error)
  expect(told).toMatchObject({ type: 'Error', code: '23505', message: 'refused' })
  expect(Object.keys(told)).toEqual(['type', 'code', 'message', 'stack'])
})

test('what JSON.parse quotes does not come into the log', () => {
  try {
    JSON.parse('{"name": "欧阳思远"')
  } catch (error) {
    expect(JSON.stringify(errorForLog(error))).not.toContain('欧阳')
  }
})

test('a line bears the trace in which it was written', () => {
  const lines: string[] = []
  const log = makeLog({ level: 'info', jurisdiction: '320111', to: { write: line => void lines.push(line) } })
  const trace = newTrace()
  inTrace(trace, () => log.info('inside'))
  log.info('outside')
  expect(lines.map(line => JSON.parse(line).traceId)).toEqual([trace.traceId, undefined])
})
