import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { CaseSummary } from '@lianqiao/model/api/case-views.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { receiveAtCounter } from '../../scripts/scenario/intake.ts'
import { abdulla } from '../../scripts/scenario/residents.ts'
import { Timeline } from '../../scripts/scenario/stage.ts'
import { staff } from '../support/as.ts'
import { caseAs, caseWhen, people, stepAs } from '../support/matters.ts'
import { startTwoNodes, type TwoNodes } from '../support/two-nodes.ts'
import { until } from '../support/until.ts'

let nodes: TwoNodes
const { clerk, acceptor, approver, insurer } = people.pukou
const collaborator = staff('340523', ['collaborator'], {
  subject: 'xie-ling',
  department: 'medical-insurance',
})
const insured = staff('320111', ['approver'], { subject: 'bao-lin', department: 'medical-insurance' })

beforeAll(async () => {
  nodes = await startTwoNodes()
})
afterAll(() => nodes.stop())

const applicant = { name: '王晓桥', idNumber: '340523199003159916' }

async function pull(resource: string, provider: string, purpose: string, item: string): Promise<string> {
  const { body, status } = await nodes.pukou.as(clerk).post('/api/evidence/pull', {
    ...{ resource, provider, purpose, item, subject: applicant },
    consent: { text: 'service-consent', given: true, by: 'applicant', at: nodes.time.now() },
  })
  expect(status, JSON.stringify(body)).toBe(200)
  return body.id
}

it('opens insurance by the grant of the permit, with the same scan, and asks 和县 what the person signed for', async () => {
  const picture = new Uint8Array(readFileSync('scripts/scenario/picture.png'))
  const authority = Buffer.from('%PDF-1.7\n停保授权书\n%%EOF')
  const { id: scan, sha256 } = (await nodes.pukou.as(clerk).post('/api/files', picture)).body
  const evidence = [
    await pull('residence-registration', '320111', '居住证申领', 'residence-permit'),
    await pull('insurance-status', '340523', '参保登记', 'resident-insurance'),
  ]
  const application = {
    command: randomUUID(),
    deciding: '320111',
    what: { kind: 'bundle', bundle: 'residence-insurance' },
    form: {
      applicant: { ...applicant, birthDate: '1990-03-15', sex: 'male', phone: '13800000001' },
      household: { division: '340523107001', address: '演示组1号' },
      residence: { division: '320111005011', address: '演示路1号', registeredOn: '2025-01-01' },
      ground: { kind: 'dwelling', tenure: 'lease', proofNumber: '演示租约第1号', lease: scan },
      photo: scan,
      insurance: { scheme: 'medical', from: 'now', identity: 'general' },
      delivery: { way: 'pickup', station: 'wujiang' },
      declaration: true,
    },
    documents: [
      { code: 'application', by: 'form' },
      { code: 'lease', by: 'scan', files: [{ id: scan, sha256 }], originalSeen: true },
    ],
    evidence,
  }
  const consent = { text: 'service-consent', given: true, by: 'signature', tasks: ['insurance-stop'] }
  // Nobody's insurance is ended on the window's word: what he signed is scanned, or nothing is received.
  const unsigned = await nodes.pukou.as(clerk).post('/api/matters', { ...application, consent })
  expect([unsigned.body.number, unsigned.body.errors[0].pointer]).toEqual(['LQ-0320', '/consent/tasks/0'])
  const { body: signed } = await nodes.pukou.as(clerk).post('/api/files', authority)
  const authorities = [{ task: 'insurance-stop', files: [{ id: signed.id, sha256: signed.sha256 }] }]
  const opened = await nodes.pukou
    .as(clerk)
    .post('/api/matters', { ...application, consent: { ...consent, authorities } })
  expect(opened.status, JSON.stringify(opened.body)).toBe(200)
  expect(opened.body.later).toEqual([{ item: 'resident-insurance', label: '城乡居民参保登记' }])
  const permit = opened.body.cases[0].id as string
  await stepAs(nodes.pukou, acceptor, permit, 'accept')
  await stepAs(nodes.pukou, approver, permit, 'grant')

  const enrolment = await until('参保子件自动开启', async () => {
    const { body } = await nodes.pukou.as(insurer).get<{ cases: CaseSummary[] }>('/api/cases?view=work')
    return body.cases.find(c => c.matter === opened.body.matter)?.id
  })
  // The person's one scan is there, though nobody handed it in again; what was pulled for it stands in it.
  expect((await nodes.pukou.as(insurer).get(`/api/files/${scan}`)).status).toBe(200)
  const view = await caseAs(nodes.pukou, insurer, enrolment)
  expect(view.evidence.map(e => [e.resource, e.content?.insured])).toEqual([['insurance-status', true]])
  expect(view.form?.insurance).toMatchObject({ scheme: 'medical' })
  // The form is no paper that somebody brought, in the case that opened by itself neither.
  expect(view.documents.map(({ code, by, originalSeen }) => [code, by, originalSeen])).toEqual([
    ['application', 'form', false],
  ])

  await stepAs(nodes.pukou, insurer, enrolment, 'accept')
  const there = await caseWhen(
    nodes.hexian,
    collaborator,
    enrolment,
    '协办到和县',
    v => v.requests.length === 1,
  )
  // 和县 sees what it was asked with, and neither form nor evidence.
  expect(there.requests[0]?.input).toMatchObject({ applicant: { name: applicant.name } })
  expect([there.form, there.applicant, there.evidence[0]?.content]).toEqual([null, null, undefined])
  // It sees what the person signed, to the byte; his other papers are not its business.
  const [paper] = there.requests[0]?.authority ?? []
  const look = (id: string) => nodes.hexian.as(collaborator).get(`/api/files/${id}?record=${enrolment}`)
  expect(paper?.sha256).toBe(signed.sha256)
  expect((await look(signed.id)).body).toEqual(
    (await nodes.pukou.as(clerk).get(`/api/files/${signed.id}`)).body,
  )
  expect((await look(scan)).body.code).toBe('not-found')
  expect((await stepAs(nodes.pukou, insured, enrolment, 'grant')).body.number).toBe('LQ-0315')
  const request = there.requests[0]?.id
  const stopped = { request, answer: 'stopped', done: true }
  const answerWith = (outcome: object) =>
    stepAs(nodes.hexian, collaborator, enrolment, 'answer', stopped, { parts: { outcome } })
  for (const outcome of [{}, { stoppedOn: '' }, { stoppedOn: '上周' }]) {
    const { body } = await answerWith(outcome)
    expect([body.number, body.errors[0].pointer]).toEqual(['LQ-0321', '/outcome/stoppedOn'])
  }
  const day = nodes.time.now().slice(0, 10)
  expect((await answerWith({ stoppedOn: day })).status).toBe(200)
  await caseWhen(nodes.pukou, insured, enrolment, '答复到浦口', v => v.requests[0]?.answer?.done === true)
  await stepAs(nodes.pukou, insured, enrolment, 'grant')
  await caseWhen(nodes.pukou, insured, enrolment, '办结', v => v.summary.phase === 'concluded')

  await caseWhen(nodes.pukou, approver, permit, '居住证办结', v => v.summary.phase === 'concluded')
  const { body } = await nodes.pukou.as().get(`/api/track/${opened.body.trackingCode}`)
  expect(body.cases.map((c: { phase: string }) => c.phase)).toEqual(['concluded', 'concluded'])
  expect(body.en).toMatchObject({ 城乡居民停保和参保关系转出: 'End and transfer out resident insurance' })
  const purposes = body.uses.map((u: { purpose: string }) => u.purpose)
  expect(purposes).toEqual(expect.arrayContaining(['居住证申领', '参保登记']))
})

class Quiet extends Timeline {
  override tell(): void {}
}

it('shows the asked officer what was signed at his own side’s window, though another side leads the case', async () => {
  const { pukou, hexian } = nodes
  const counter = { node: hexian.url, window: 'hx-service', clerk: hexian.as(people.hexian.clerk) }
  const { opened } = await receiveAtCounter(counter, abdulla, new Quiet())
  const permit = opened.cases[0]?.id as string
  await caseWhen(pukou, acceptor, permit, '浦口接收', v => v.summary.leader === '320111')
  await stepAs(pukou, acceptor, permit, 'accept')
  await stepAs(pukou, approver, permit, 'grant')
  const enrolment = await until('参保子件自动开启', async () => {
    const { body } = await pukou.as(insurer).get<{ cases: CaseSummary[] }>('/api/cases?view=work')
    return body.cases.find(c => c.matter === opened.matter)?.id
  })
  await stepAs(pukou, insurer, enrolment, 'accept')
  const there = await caseWhen(hexian, collaborator, enrolment, '协办到和县', v => v.requests.length === 1)
  const [paper] = there.requests[0]?.authority ?? []
  const look = (path: string) => hexian.as(collaborator).get(`/api/files/${path}`)
  expect((await look(`${paper?.id}`)).body.code).toBe('not-found')
  expect((await look(`${paper?.id}?record=${enrolment}`)).status).toBe(200)
})
