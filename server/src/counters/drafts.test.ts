import { afterAll, beforeAll, expect, test } from 'vitest'
import { staff } from '../../../test/support/as.ts'
import { testTime } from '../../../test/support/clock.ts'
import { startTestNode, type TestNode } from '../../../test/support/node.ts'
import { counters } from './index.ts'

const clerk = staff('320111', ['clerk'], { subject: 'zhou' })
const other = staff('320111', ['clerk'], { subject: 'wu' })
const path = '/api/drafts/apply:residence-permit'
const time = testTime()

let node: TestNode
beforeAll(async () => {
  node = await startTestNode({ modules: [counters], time })
})
afterAll(() => node.stop())

test('a draft comes back as it was typed, to its owner alone, and the database cannot read it', async () => {
  const content = { applicant: { name: '王晓桥', idNumber: '340523199003159916' }, step: 2 }
  const saved = await node.as(clerk).put(path, { version: 0, content })
  expect(saved.body).toMatchObject({ version: 1, expiresAt: '2026-03-17T01:00:00.000Z' })
  expect((await node.as(clerk).get(path)).body).toMatchObject({ version: 1, content })
  expect((await node.as(other).get(path)).body.code).toBe('not-found')
  expect((await node.as().get(path)).body.code).toBe('sign-in-needed')
  const rows = await node.node.db.selectFrom('draft').selectAll().execute()
  expect(rows.map(r => r.content.toString('latin1')).join()).not.toMatch(/340523199003159916/)
  expect((await node.as(other).get('/api/drafts')).body.drafts).toEqual([])
  expect((await node.as(clerk).get('/api/drafts')).body.drafts).toMatchObject([
    { key: 'apply:residence-permit' },
  ])
})

test('two tabs do not overwrite one another; the same saving again is no conflict', async () => {
  const key = '/api/drafts/two-tabs'
  const save = async (version: number, text: string) =>
    (await node.as(clerk).put(key, { version, content: { text } })).body
  expect(await save(0, 'a')).toMatchObject({ version: 1 })
  expect(await save(0, 'b')).toMatchObject({ code: 'stale' })
  expect(await save(0, 'a')).toMatchObject({ version: 1 })
  const both = await Promise.all([save(1, 'left'), save(1, 'right')])
  expect(both.map(b => b.version ?? b.code).sort()).toEqual([2, 'stale'])
})

test('a draft that is too large or oddly named is refused', async () => {
  const put = async (to: string, content: unknown) =>
    (await node.as(clerk).put(to, { version: 0, content })).body.code
  expect(await put('/api/drafts/big', { text: '桥'.repeat(70_000) })).toBe('too-large')
  expect(await put('/api/drafts/apply-340523199003159916', {})).toBe('not-found')
  expect(await put('/api/drafts/big', { text: '桥'.repeat(60_000) })).toBeUndefined()
})

test('a draft is thrown away by its owner, and by itself after a week', async () => {
  await node.as(clerk).put('/api/drafts/gone', { version: 0, content: {} })
  expect((await node.as(other).delete('/api/drafts/gone')).status).toBe(200)
  expect((await node.as(clerk).get('/api/drafts/gone')).status).toBe(200)
  expect((await node.as(clerk).delete('/api/drafts/gone')).status).toBe(200)
  expect((await node.as(clerk).get('/api/drafts/gone')).body.code).toBe('not-found')

  await node.as(clerk).put('/api/drafts/old', { version: 0, content: 'typed' })
  time.set('2026-03-17T01:00:00.000Z')
  expect((await node.as(clerk).get('/api/drafts/old')).body.code).toBe('not-found')
  // Who still has it on the screen saves it anew rather than lose it.
  expect((await node.as(clerk).put('/api/drafts/old', { version: 1, content: 'typed' })).body).toMatchObject({
    version: 2,
  })
  await counters.jobs?.['counters.wipe-drafts']?.work(node.node, {})
  const kept = await node.node.db.selectFrom('draft').select('key').execute()
  expect(kept).toEqual([{ key: 'old' }])
})
