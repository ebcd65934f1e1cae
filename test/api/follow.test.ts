import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { wakeRecords } from '../../server/src/records/index.ts'
import { caseAs, noCrimeCertificate, people, stepAs } from '../support/matters.ts'
import { pdfText } from '../support/pdf-text.ts'
import { startTwoNodes, type TwoNodes } from '../support/two-nodes.ts'

/** 容缺受理 and 补交: received without the photograph, as 居住证's guide allows; supplied before the decision. */
let nodes: TwoNodes
const { clerk, acceptor, approver } = people.pukou

beforeAll(async () => {
  nodes = await startTwoNodes()
})
afterAll(() => nodes.stop())

const application = (documents: object[]) => ({
  command: randomUUID(),
  deciding: '320111',
  what: { kind: 'item', item: 'residence-permit' },
  form: {
    applicant: { name: '王晓桥', idNumber: '340523199003159916', phone: '13800000001' },
    household: { division: '340523107001', address: '演示组1号' },
    residence: { division: '320111005011', address: '演示路1号', registeredOn: '2025-01-01' },
    ground: { kind: 'dwelling', tenure: 'own', proofNumber: '演示产权第1号' },
    delivery: { way: 'pickup', station: 'wujiang' },
    declaration: true,
  },
  documents,
  evidence: [],
  consent: { text: 'service-consent', given: true, by: 'signature', tasks: [] },
})
const later = (code: string, more: object = {}) => ({ code, by: 'later', ...more })
const handIn = (body: object) => nodes.pukou.as(clerk).post('/api/matters', body)
const act = (who: Parameters<TwoNodes['pukou']['as']>[0], id: string, verb: string, body: object = {}) =>
  stepAs(nodes.pukou, who, id, verb, body)

it('receives without a document that the guide lets follow, by a day that the receipt says', async () => {
  // The day is the node's to work out: what somebody sends is not listened to.
  const { body, status } = await handIn(application([later('photo', { until: '2030-01-01' })]))
  expect(status, JSON.stringify(body)).toBe(200)
  const id = body.cases[0].id as string
  // Received on Tuesday 10 March 2026; 15 calendar days (补正期限 of the item).
  expect((await caseAs(nodes.pukou, clerk, id)).documents).toEqual([
    { code: 'photo', by: 'later', files: [], originalSeen: false, until: '2026-03-25' },
  ])
  const receipt = await nodes.pukou.as(clerk).get(`/api/cases/${id}/documents/0`)
  expect(pdfText(receipt.body)).toContain('容缺，请于2026年3月25日前补交')

  expect((await act(acceptor, id, 'accept')).status).toBe(200)
  const early = await act(approver, id, 'grant')
  expect(early.body.number).toBe('LQ-0319')
  const again = await act(clerk, id, 'supply', { documents: [later('photo')] })
  expect(again.body.number).toBe('LQ-0306')

  const picture = new Uint8Array(readFileSync('scripts/scenario/picture.png'))
  const { id: file, sha256 } = (await nodes.pukou.as(clerk).post('/api/files', picture)).body
  const photo = { code: 'photo', by: 'scan', files: [{ id: file, sha256 }], originalSeen: true }
  expect((await act(clerk, id, 'supply', { documents: [photo] })).status).toBe(200)
  // The office sees it, and nothing is awaited any more.
  expect((await nodes.pukou.as(approver).get(`/api/files/${file}`)).status).toBe(200)
  expect((await act(clerk, id, 'supply', { documents: [photo] })).body.number).toBe('LQ-0306')
  expect((await act(approver, id, 'grant')).status).toBe(200)
})

it('lets nothing follow that the guide wants at once', async () => {
  const { body, status } = await handIn(application([later('application')]))
  expect([status, body.number, body.errors[0].pointer]).toEqual([422, 'LQ-0101', '/documents/0/by'])
})

it('holds the decision up as well where no day can be told, for the calendar is not announced that far', async () => {
  nodes.time.set('2026-12-22T01:00:00.000Z')
  const documents = [
    { code: 'application', by: 'form', files: [], originalSeen: false },
    later('id-card', { letter: { resource: 'id-card', to: '340523' }, until: '2030-01-01' }),
  ]
  const { body, status } = await handIn(noCrimeCertificate('320111', { documents }))
  expect(status, JSON.stringify(body)).toBe(200)
  const id = body.cases[0].id as string
  const waiting = await caseAs(nodes.pukou, clerk, id)
  expect(waiting.documents[1]).toMatchObject({ code: 'id-card', by: 'later' })
  expect(waiting.documents[1]).not.toHaveProperty('until')
  expect(waiting.summary.awaited).toEqual({ overdue: false })
  const { awaited } = (await nodes.pukou.as().get(`/api/track/${body.trackingCode}`)).body.cases[0]
  expect(awaited).toEqual({
    overdue: false,
    documents: [{ name: expect.any(String), nameEn: expect.any(String), letter: true }],
  })
  const receipt = await nodes.pukou.as(clerk).get(`/api/cases/${id}/documents/0`)
  expect(pdfText(receipt.body)).toContain('容缺，请在决定前补交')

  expect((await act(acceptor, id, 'accept')).status).toBe(200)
  expect((await act(approver, id, 'grant')).body.number).toBe('LQ-0319')
  // No day was told, so none can have passed: nobody is reminded, and nothing lapses.
  nodes.time.set('2026-12-30T01:00:00.000Z')
  await wakeRecords(nodes.pukou.node)
  const { timeline, summary } = await caseAs(nodes.pukou, clerk, id)
  expect([timeline.map(({ verb }) => verb), summary.awaited]).toEqual([
    ['receive', 'accept'],
    { overdue: false },
  ])
  const paper = { documents: [{ code: 'id-card', by: 'paper', originalSeen: true }] }
  expect((await act(clerk, id, 'supply', paper)).status).toBe(200)
  expect((await act(clerk, id, 'supply', paper)).body.number).toBe('LQ-0306')
  expect((await caseAs(nodes.pukou, clerk, id)).summary.awaited).toBeUndefined()
  expect((await act(approver, id, 'grant')).status).toBe(200)
})
