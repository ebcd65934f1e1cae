import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { JurisdictionCode } from '@lianqiao/model/identifiers/division.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { importJurisdiction } from '../../server/src/catalogue/index.ts'
import { signDirectory } from '../../server/src/commands/demo/directory.ts'
import { importAgreement, signAgreement } from '../../server/src/federation/index.ts'
import { freePort } from '../../server/src/platform/net.ts'
import { importRegistry } from '../../server/src/resources/index.ts'
import { acquaint } from '../support/acquaint.ts'
import { staff } from '../support/as.ts'
import { testTime } from '../support/clock.ts'
import { caseAs, caseWhen, noCrimeCertificate, stepAs } from '../support/matters.ts'
import { startTestNode, type TestNode } from '../support/node.ts'
import { pdfText } from '../support/pdf-text.ts'

/**
 * A jurisdiction is data, never code: 全椒 341124 is a folder beside this file, known to no line of the software and not
 * shipped with it. Its node opens on that folder, and 浦口 receives its own item for it under an agreement.
 */

const fixtures = join(import.meta.dirname, 'fixtures/jurisdictions')
const shipped = join(import.meta.dirname, '../../jurisdictions')
const clerk = staff('320111', ['clerk'], { department: 'government-services', station: 'pk-hall' })
const officer = staff('341124', ['acceptor', 'approver'], { department: 'civil-affairs' })
const time = testTime()

let folder: string
let pukou: TestNode
let quanjiao: TestNode

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lianqiao-third-'))
  const files = { directoryFile: join(folder, 'directory.jws'), trustFile: join(folder, 'trust.json') }
  const place = async (code: string, jurisdictionsFolder: string) => {
    const port = await freePort()
    const jurisdiction = JurisdictionCode.parse(code)
    const url = `http://127.0.0.1:${port}`
    return { jurisdiction, name: code, url, port, keysFolder: join(folder, code), jurisdictionsFolder }
  }
  const here = await place('320111', shipped)
  const there = await place('341124', fixtures)
  await signDirectory({
    ...files,
    authorityFile: join(folder, 'authority.jwk.json'),
    notBefore: new Date('2020-01-01T00:00:00Z'),
    issuedAt: time.now(),
    nodes: [here, there],
  })
  const start = ({ jurisdiction, port, keysFolder, jurisdictionsFolder }: typeof here) =>
    startTestNode({ jurisdiction, time, config: { port, keysFolder, ...files, jurisdictionsFolder } })
  ;[pukou, quanjiao] = await Promise.all([start(here), start(there)])
  await importJurisdiction(pukou.node, join(shipped, '320111'))
  await importJurisdiction(quanjiao.node, join(fixtures, '341124'))
  const agreement = JSON.parse(await readFile(join(fixtures, 'agreements/pukou-quanjiao.json'), 'utf8'))
  for (const { node } of [pukou, quanjiao]) {
    const hash = await importAgreement(node, agreement)
    await signAgreement(node, { hash, who: 'system' })
  }
  await acquaint([pukou.node, quanjiao.node])
})

afterAll(async () => {
  await Promise.all([pukou?.stop(), quanjiao?.stop()])
  await rm(folder, { recursive: true, force: true })
})

const application = (change: object = {}) =>
  noCrimeCertificate('341124', {
    what: { kind: 'item', item: 'meal-allowance' },
    form: { applicant: { name: '欧阳思远', idNumber: '340523198507309952' }, canteen: '襄河镇助餐点' },
    ...change,
  })

test('its node says who it is, and lists its own item beside the national ones', async () => {
  expect(await importRegistry(quanjiao.node, join(fixtures, '341124/demo/registry'))).toBe(0)
  const session = await quanjiao.as().get('/api/session')
  expect(session.body.node).toMatchObject({ code: '341124', shortName: '全椒' })
  const { body: guide } = await quanjiao.as().get('/api/catalogue/items/341124/meal-allowance')
  expect(guide.document).toMatchObject({ name: '老年人助餐补贴申领' })
  const found = await quanjiao.as().get(`/api/catalogue/search?q=${encodeURIComponent('老人吃饭')}`)
  expect(found.body.hits[0]).toMatchObject({ code: 'meal-allowance', jurisdiction: '341124' })
})

test('its item is received in 浦口, decided there, and printed by both', async () => {
  const { status, body } = await pukou.as(clerk).post('/api/matters', application())
  expect(status, JSON.stringify(body)).toBe(200)
  const id = body.cases[0].id as string
  expect(id).toMatch(/^320111-341124-/)
  await caseWhen(quanjiao, officer, id, '全椒接收', view => view.summary.leader === '341124')
  for (const verb of ['accept', 'review', 'grant']) await stepAs(quanjiao, officer, id, verb)
  await caseWhen(pukou, clerk, id, '办结到浦口', view => view.summary.phase === 'concluded')
  const { timeline } = await caseAs(pukou, clerk, id)
  const granted = timeline.find(step => step.verb === 'grant')?.seq
  for (const [node, who] of [
    [pukou, clerk],
    [quanjiao, officer],
  ] as const) {
    const paper = await node.as(who).get<Uint8Array>(`/api/cases/${id}/documents/${granted}`)
    expect(paper.status).toBe(200)
    expect(pdfText(paper.body)).toContain('全椒县民政局')
  }
})

test('what the form or the agreement does not have is refused', async () => {
  const blank = { applicant: { name: '欧阳思远', idNumber: '340523198507309952' } }
  const incomplete = await pukou.as(clerk).post('/api/matters', application({ form: blank }))
  expect(incomplete.body.errors).toEqual([{ pointer: '/form/canteen', detail: '请填写此项' }])
  const elsewhere = { ...clerk, station: 'wujiang' }
  const { body } = await pukou.as(elsewhere).post('/api/matters', application())
  expect(body).toMatchObject({ code: 'station-not-granted' })
})
