import { permit } from '@lianqiao/model/procedures/permit/permit.ts'
import { expect, test } from 'vitest'
import { stages, wayOf } from './stages.ts'

test('every phase of the procedure has its place on the way, and the ends say so', () => {
  for (const [phase, { end }] of Object.entries(permit.phases) as [string, { end?: true }][]) {
    const way = wayOf({ phase })
    expect(way.done).toBeGreaterThan(0)
    expect(way.done).toBeLessThanOrEqual(stages.length)
    expect([phase, way.stopped || way.done === stages.length]).toEqual([phase, end === true])
  }
})
