import { expect, test } from 'vitest'
import { currentTrace, inTrace, newTrace, parseTraceparent, traceparent } from './trace.ts'

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736'
const spanId = '00f067aa0ba902b7'

test('reads the header of the standard’s own example', () => {
  expect(parseTraceparent(`00-${traceId}-${spanId}-01`)).toEqual({ traceId, spanId })
})

test.each([
  undefined,
  'no trace',
  `ff-${traceId}-${spanId}-01`,
  `00-${'0'.repeat(32)}-${spanId}-01`,
  `00-${traceId}-${'0'.repeat(16)}-01`,
  `00-${traceId.toUpperCase()}-${spanId}-01`,
  `00-${traceId}-${spanId}-01-more`,
])('%s is no trace', header => {
  expect(parseTraceparent(header)).toBeUndefined()
})

test('what work starts later still runs in its trace, and the header goes on from its span', async () => {
  const trace = newTrace(traceId)
  await inTrace(trace, async () => {
    await new Promise(resolve => setTimeout(resolve, 1))
    expect(currentTrace()).toEqual(trace)
    expect(traceparent(traceId)).toBe(`00-${traceId}-${trace.spanId}-01`)
  })
  expect(currentTrace()).toBeUndefined()
})

test('a header for another trace than the current one names none of its spans', () => {
  inTrace(newTrace(), () => expect(traceparent(traceId)).not.toContain(currentTrace()?.spanId))
})
