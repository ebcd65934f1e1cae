import { afterAll, beforeAll, expect, test } from 'vitest'
import { takenOf } from '../../scripts/fuzz/coverage.ts'
import { letterTypes } from '../../scripts/fuzz/letters.ts'
import { fuzz } from '../../scripts/fuzz/run.ts'
import { modules } from '../../server/src/modules.ts'
import { staff } from '../support/as.ts'
import { people } from '../support/matters.ts'
import { startTwoNodes, type TwoNodes } from '../support/two-nodes.ts'

let nodes: TwoNodes
beforeAll(async () => {
  nodes = await startTwoNodes()
})
afterAll(() => nodes.stop())

const resident = { ...staff('320111', ['resident'], { subject: 'r-somebody' }), kind: 'resident' as const }

/** The short run of `npm run fuzz`; the long one is for a machine that has a quarter of an hour. */
test('whatever is asked, every answer is as answers are', async () => {
  const { pukou, hexian, time } = nodes
  const who = [...Object.values(people.pukou), staff('320111', ['secadmin']), resident]
  const headers = who.map(principal => ({
    'x-test-principal': Buffer.from(JSON.stringify(principal)).toString('base64url'),
  }))
  const partner = {
    signer: hexian.node.vault.signer,
    from: '340523',
    to: '320111',
    url: pukou.url,
    now: () => time.now(),
  }
  const found = await fuzz({
    ...{ url: pukou.url, requests: 700, seed: 7, callers: [...headers, {}], partner },
    // A hang is found as well after a minute, and a machine that does much else is no hang.
    patienceMs: 60_000,
  })
  const told = found.faults.map(({ fault, question }) => `${fault} ${question.method} ${question.path}`)
  expect(told).toEqual([])
  // Some of it gets in, or nothing was tried.
  const taken = [...found.answers.values()].map(takenOf)
  expect(taken.reduce((a, b) => a + b, 0)).toBeGreaterThan(100)
})

test('the letters that are fuzzed are all that the gate takes', () => {
  const all = modules().all
  const taken = all.flatMap(m => [...Object.keys(m.messages ?? {}), ...Object.keys(m.queries ?? {})])
  expect([...letterTypes].sort()).toEqual(taken.sort())
})
