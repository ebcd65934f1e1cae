import { afterAll, beforeAll, expect, test } from 'vitest'
import { quietBooks } from '../../scripts/faults/checks.ts'
import { planOf } from '../../scripts/faults/plan.ts'
import { run } from '../../scripts/faults/run.ts'
import { portsOfAStage, type Stage, startStage } from '../../scripts/faults/stage.ts'
import { standingOf } from '../../scripts/faults/standing.ts'
import { freePort } from '../../server/src/platform/net.ts'

/** The rig of `npm run faults`, as many runs as a test has time for. */
let stage: Stage
beforeAll(async () => {
  stage = await startStage(await freePort(portsOfAStage))
})
afterAll(() => stage?.stop())

test.each([3, 109])(
  'seed %i: nothing is lost, nothing is done twice',
  async seed => {
    const { findings } = await run(stage, seed)
    expect(findings).toEqual([])
  },
  600_000,
)

test('how everything stands can be told of both sides, for a play that stops', async () => {
  const { 320111: pukou, 340523: hexian } = stage.sides
  await hexian.store.query(`update outbox set state = 'rejected', problem = '{"code": "stale", "params": {}}'
    where id = (select id from outbox limit 1)`)
  const told = await standingOf(stage)
  expect(told.filter(line => line.includes('says nothing'))).toEqual([])
  expect(told).toContainEqual(expect.stringMatching(/^340523 letter .* rejected ×\d+, next in .* stale/))
  expect(told).toContainEqual(expect.stringMatching(`^320111 cut false, port ${pukou.processes.port()}`))
  expect(await quietBooks(stage)).toEqual([expect.stringMatching(/^340523 message .* rejected/)])
})

test('a seed has one plan', () => {
  expect(planOf(7, { disks: true })).toEqual(planOf(7, { disks: true }))
  expect(planOf(7, { disks: true })).not.toEqual(planOf(8, { disks: true }))
  const kinds = Array.from({ length: 50 }, (_, seed) => planOf(seed, { disks: false }).faults).flat()
  expect(kinds.some(({ kind }) => kind === 'disk')).toBe(false)
})
