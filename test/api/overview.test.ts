import { Overview } from '@lianqiao/model/api/admin.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { noCrimeCertificate, people } from '../support/matters.ts'
import { startTwoNodes, type TwoNodes } from '../support/two-nodes.ts'

let nodes: TwoNodes
beforeAll(async () => {
  nodes = await startTwoNodes()
})
afterAll(() => nodes.stop())

const overview = async () => {
  const { status, body } = await nodes.pukou.as(people.pukou.sysadmin).get('/api/admin/overview')
  expect(status).toBe(200)
  return Overview.parse(body)
}

test('an administrator sees partners, queued work, database and versions', async () => {
  const view = await overview()
  expect(view.peers.map(peer => peer.jurisdiction)).toEqual(['340523'])
  expect(view.versions.migration).toMatch(/^\d{4}_\w+\.sql$/)
  expect(view.versions.postgres).toMatch(/^\d+/)
  expect(view.database.bytes).toBeGreaterThan(1_000_000)
  expect(view.workerSilentSeconds).toBeLessThan(60)
  expect(view.catchUps).toEqual([])
})

test('clocks that end within a day are counted, and those that ended', async () => {
  const { pukou, time } = nodes
  const { body } = await pukou.as(people.pukou.clerk).post('/api/matters', noCrimeCertificate('320111'))
  const { wake_at } = await pukou.node.db
    .selectFrom('record')
    .select('wake_at')
    .where('id', '=', body.cases[0].id)
    .executeTakeFirstOrThrow()
  expect((await overview()).clocks).toEqual([])
  time.set(new Date((wake_at?.getTime() ?? 0) - 3_600_000).toISOString())
  expect((await overview()).clocks).toEqual([{ kind: 'permit', withinDay: 1, overdue: 0 }])
})

test('nobody else sees it', async () => {
  for (const who of [people.pukou.clerk, people.pukou.approver])
    expect((await nodes.pukou.as(who).get('/api/admin/overview')).status).toBe(403)
  expect((await nodes.pukou.as().get('/api/admin/overview')).status).toBe(401)
})
