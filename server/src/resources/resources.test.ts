import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ResidentId } from '@lianqiao/model/identifiers/resident-id.ts'
import { Principal } from '@lianqiao/model/people/principal.ts'
import { digest } from '@lianqiao/model/records/chain.ts'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { staff } from '../../../test/support/as.ts'
import { tuesdayMorning } from '../../../test/support/clock.ts'
import type { TestNode } from '../../../test/support/node.ts'
import { startTwoNodes, type TwoNodes } from '../../../test/support/two-nodes.ts'
import { catalogue } from '../catalogue/index.ts'
import { federation } from '../federation/index.ts'
import { residentSubject } from '../identity/index.ts'
import { transaction } from '../platform/transaction.ts'
import { records } from '../records/module.ts'
import { accessesFor, importRegistry, linkPulls, resources, subjectIndex, usePulls } from './index.ts'

const folder = join(import.meta.dirname, '../../../jurisdictions/320111')
const idNumber = ResidentId.parse('340523199003159916')
const subject = { idNumber, name: '王晓桥' }
const consent = { text: 'privacy-notice', given: true, by: 'applicant', at: '2026-03-10T00:59:00.000Z' }
const wish = {
  resource: 'residence-registration',
  provider: '320111',
  subject,
  purpose: '居住证申领',
  item: 'residence-permit',
  consent,
}
const clerk = staff('320111', ['clerk'], { subject: 'zhou', department: 'public-security' })
const colleague = staff('320111', ['clerk'], { subject: 'wu' })
const auditor = staff('320111', ['auditor'])

let nodes: TwoNodes
let node: TestNode
let time: TwoNodes['time']
beforeAll(async () => {
  nodes = await startTwoNodes({ modules: [federation, records, catalogue, resources] })
  node = nodes.pukou
  time = nodes.time
})
afterAll(() => nodes.stop())
beforeEach(() => time.set(tuesdayMorning))

const pull = async (more: object = {}, who = clerk) =>
  (await node.as(who).post('/api/evidence/pull', { ...wish, ...more })).body
const use = (ids: string[], who = clerk) =>
  transaction(node.node.db, tx => usePulls(node.node, tx, ids, { who }))
const refused = (code: string) => expect.objectContaining({ code })

test('an own register answers, and the guide’s condition is judged with the day on which it is met', async () => {
  expect((await pull()).judgement).toEqual([
    expect.objectContaining({ key: 'half-year', met: true, metOn: '2026-01-10' }),
  ])
  const early = { idNumber: '340523199508229924', name: '李春燕' }
  expect((await pull({ subject: early })).judgement).toMatchObject([{ met: false, metOn: '2026-06-10' }])
  const tomorrow = { idNumber: '340523198507309952', name: '欧阳思远' }
  expect((await pull({ subject: tomorrow })).judgement).toMatchObject([{ met: false, metOn: '2026-03-11' }])
  const minority = { idNumber: '340523199309099952', name: '阿卜杜拉•麦麦提敏•图尔荪江' }
  expect((await pull({ subject: minority })).judgement).toMatchObject([{ met: true }])
  expect((await pull({ fields: ['status'] })).judgement).toEqual([])
})

test('only fields of the resource, for purposes of the resource, of items there are', async () => {
  const { fields } = await pull({ fields: ['status', 'registeredOn'] })
  expect(fields.map((f: { name: string }) => f.name)).toEqual(['registeredOn', 'status'])
  expect((await pull({ fields: ['salary'] })).code).toBe('bad-input')
  expect((await pull({ purpose: '好奇' })).code).toBe('purpose-not-allowed')
  expect((await pull({ resource: 'secrets' })).code).toBe('not-found')
  expect((await pull({ item: 'moon-permit' })).code).toBe('item-not-found')
  expect((await pull({ subject: { ...subject, idNumber: '340523199003159917' } })).code).toBe('bad-input')
  expect((await pull({ resource: 'business-licence' })).code).toBe('bad-input')
  const partner = { provider: '340523', resource: 'household' }
  expect((await pull(partner)).code).toBe('agreement-unsigned')
})

test('nobody pulls without the permission, and a resident only for himself', async () => {
  expect((await pull({}, staff('320111', ['issuer']))).code).toBe('forbidden')
  expect((await node.as().post('/api/evidence/pull', wish)).body.code).toBe('sign-in-needed')
  const resident = (id: ResidentId) =>
    Principal.parse({
      kind: 'resident',
      subject: residentSubject(node.node, id),
      name: '居民',
      jurisdiction: '320111',
      roles: ['resident'],
    })
  expect(await pull({}, resident(idNumber))).toMatchObject({ resource: 'residence-registration' })
  const [own] = await accessesFor(node.node, node.node.db, { subject: subjectIndex(node.node, { idNumber }) })
  expect(own).toMatchObject({ organ: '本人' })
  const other = resident(ResidentId.parse('340523199508229924'))
  expect((await pull({}, other)).code).toBe('not-yourself')
})

test('a preview survives a reload for half an hour, for its clerk alone', async () => {
  const preview = await pull()
  const path = `/api/evidence/pulls/${preview.id}`
  expect((await node.as(clerk).get(path)).body).toEqual(preview)
  expect((await node.as(colleague).get(path)).body.code).toBe('not-found')
  time.advance(30 * 60_000)
  expect((await node.as(clerk).get(path)).body.code).toBe('preview-expired')
})

test('a pull is used once, in time, by who pulled it; its digest is that of the whole answer', async () => {
  const { id } = await pull()
  await expect(use([id], colleague)).rejects.toEqual(refused('not-found'))
  const [both, second] = await Promise.allSettled([use([id]), use([id])])
  expect([both.status, second.status].sort()).toEqual(['fulfilled', 'rejected'])
  const [used] = both.status === 'fulfilled' ? both.value : second.status === 'fulfilled' ? second.value : []
  expect(used?.used.answer).toBe(digest(used?.answer))
  expect(used?.content).toMatchObject({ name: '王晓桥', registeredOn: '2025-07-10' })
  await expect(use([id])).rejects.toEqual(refused('preview-used'))
  await expect(use([randomUUID()])).rejects.toEqual(refused('preview-expired'))
  const late = await pull()
  time.advance(30 * 60_000)
  await expect(use([late.id])).rejects.toEqual(refused('preview-expired'))
})

test('a case that is not opened after all has used nothing', async () => {
  const { id } = await pull()
  const failing = transaction(node.node.db, async tx => {
    await usePulls(node.node, tx, [id], { who: clerk })
    throw new Error('killed between')
  })
  await expect(failing).rejects.toThrow('killed between')
  expect(await use([id])).toHaveLength(1)
})

test('equal answers have unequal digests, so that nobody finds them by trying', async () => {
  const [one] = await use([(await pull()).id])
  const [two] = await use([(await pull()).id])
  expect(one?.content).toEqual(two?.content)
  expect(one?.used.answer).not.toBe(two?.used.answer)
})

test('what has expired is wiped: unused pulls altogether, the content of used ones', async () => {
  const [unused, used] = [await pull(), await pull()]
  await use([used.id])
  const wipe = () => resources.jobs?.['resources.wipe-pulls']?.work(node.node, {})
  const stored = () =>
    node.node.db
      .selectFrom('pull')
      .select(['id', 'content'])
      .where('id', 'in', [unused.id, used.id])
      .execute()
  await wipe()
  expect((await stored()).filter(row => row.content)).toHaveLength(2)
  time.advance(30 * 60_000)
  await wipe()
  expect(await stored()).toEqual([{ id: used.id, content: null }])
})

test('the auditor sees who looked, page by page and by record; nobody else does', async () => {
  const { id } = await pull()
  const record = `record-${id}`
  await transaction(node.node.db, tx => linkPulls(tx, [id], record))
  const find = async (by: object, who = auditor) => (await node.as(who).post('/api/accesses/find', by)).body
  expect((await find({ record })).accesses).toMatchObject([
    { record, organ: '浦口区公安局', resourceName: '居住登记信息', item: 'residence-permit' },
  ])
  const { accesses: first } = await find({ idNumber, limit: 2 })
  const { accesses: next } = await find({ idNumber, limit: 2, before: first[1].id })
  expect(first[1].id).toBeGreaterThan(next[0].id)
  expect((await find({ idNumber }, clerk)).code).toBe('forbidden')
  expect(JSON.stringify(await find({}))).not.toMatch(/zhou|王晓桥|340523199003159916/)
})

test('everybody may know what data the jurisdiction holds', async () => {
  const { body } = await node.as().get('/api/resources')
  expect(body.jurisdiction).toBe('320111')
  expect(body.resources.map((r: { code: string }) => r.code)).toContain('household')
})

test('importing registers again changes nothing; rows that do not fit are all told, and nothing is written', async () => {
  const count = async () =>
    (await node.node.db.selectFrom('registry_row').select(['resource']).execute()).length
  const before = await count()
  expect(await importRegistry(node.node, join(folder, 'demo/registry'))).toBe(before)
  expect(await count()).toBe(before)

  const faulty = await mkdtemp(join(tmpdir(), 'lianqiao-registry-'))
  const rows = [{ idNumber: 'a', name: 'x' }, { idNumber: 'a' }, { name: 'y', weight: 3 }]
  await writeFile(join(faulty, 'lease.json'), JSON.stringify({ resource: 'lease', notice: '', rows }))
  await writeFile(join(faulty, 'moon.json'), JSON.stringify({ resource: 'moon', notice: '', rows: [] }))
  await expect(importRegistry(node.node, faulty)).rejects.toMatchObject({
    code: 'import-refused',
    errors: [
      { pointer: '/lease/rows/1/idNumber' },
      { pointer: '/lease/rows/2/weight' },
      { pointer: '/lease/rows/2/idNumber' },
      { pointer: '/moon' },
    ],
  })
  expect(await count()).toBe(before)
  await rm(faulty, { recursive: true })
})
