import { Overview } from '@lianqiao/model/api/admin.ts'
import { expect, test } from 'vitest'
import { concernsOf } from './concerns.ts'

const peer = {
  ...{ jurisdiction: '340523', name: '和县', url: 'https://hexian.test', breaker: 'closed', failures: 0 },
  ...{ problem: null, lastReceivedAt: null, lastConfirmedAt: null },
  ...{ waiting: 0, lagSeconds: 0, rejected: 0, dead: 0, alarms: 0 },
}
const well = {
  at: '2026-03-02T01:00:00.000Z',
  versions: { software: '0.1.0', node: '26.0.0', postgres: '18.0', migration: '0001_first.sql' },
  database: { bytes: 1, connections: { open: 1, idle: 1, waiting: 0 } },
  directoryExpiresAt: '2026-06-02T01:00:00.000Z',
  peers: [peer],
  workerSilentSeconds: 4,
  jobs: [{ queue: 'case.continue', waiting: 2, active: 1, failed: 0, oldestSeconds: 3 }],
  clocks: [{ kind: 'permit', withinDay: 7, overdue: 0 }],
  catchUps: [],
}
const kinds = (change: object) => concernsOf(Overview.parse({ ...well, ...change })).map(({ kind }) => kind)

test('what waits in the ordinary way concerns nobody', () => {
  expect(kinds({})).toEqual([])
})

test('a worker that is silent, and one that never was', () => {
  expect(kinds({ workerSilentSeconds: 61 })).toEqual(['silent'])
  expect(kinds({ workerSilentSeconds: null })).toEqual(['never'])
})

test('a cut link is told once, not as slow too; dead letters, rejected ones and alarms each for themselves', () => {
  expect(kinds({ peers: [{ ...peer, breaker: 'open', lagSeconds: 5_000 }] })).toEqual(['link'])
  expect(kinds({ peers: [{ ...peer, lagSeconds: 5_000 }] })).toEqual(['lag'])
  expect(kinds({ peers: [{ ...peer, dead: 1, rejected: 2 }] })).toEqual(['dead', 'rejected'])
  expect(kinds({ peers: [{ ...peer, dead: 1, alarms: 1 }] })).toEqual(['alarms', 'dead'])
})

test('clocks that ended unheeded come before work that failed and a directory near its end', () => {
  const change = {
    clocks: [{ kind: 'permit', withinDay: 0, overdue: 3 }],
    jobs: [{ queue: 'case.continue', waiting: 0, active: 0, failed: 1, oldestSeconds: 0 }],
    directoryExpiresAt: '2026-03-20T00:00:00.000Z',
  }
  expect(kinds(change)).toEqual(['clocks', 'jobs', 'directory'])
})

test('a partner who is asked for what was lost is told until he is done; what did not fit stays', () => {
  const asked = { peer: '340523', since: well.at, holds: true, taken: 3, refused: [], doneAt: null }
  expect(kinds({ catchUps: [asked] })).toEqual(['catchUp'])
  const done = { ...asked, doneAt: well.at, refused: [{ record: 'x', code: 'chain-broken' }] }
  expect(kinds({ catchUps: [done] })).toEqual(['refused'])
})
