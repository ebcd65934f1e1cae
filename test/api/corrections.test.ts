import { randomUUID } from 'node:crypto'
import type { CaseSummary } from '@lianqiao/model/api/case-views.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { caseAs, noCrimeCertificate, people, stepAs } from '../support/matters.ts'
import { pdfText } from '../support/pdf-text.ts'
import { startTwoNodes, type TwoNodes } from '../support/two-nodes.ts'

let nodes: TwoNodes
const { clerk, acceptor, auditor } = people.pukou

beforeAll(async () => {
  nodes = await startTwoNodes()
})
afterAll(() => nodes.stop())

type Form = ReturnType<typeof noCrimeCertificate>['form']

async function received(change: Record<string, unknown> = {}): Promise<string> {
  const { body } = await nodes.pukou.as(clerk).post('/api/matters', noCrimeCertificate('320111', change))
  return body.cases[0].id
}

/** A case whose applicant was told that a field of the form is wrong. */
async function asked(): Promise<{ id: string; form: Form }> {
  const id = await received()
  const field = { at: '/request/recipient', title: '申请事项 · 证明接收单位' }
  const told = await stepAs(nodes.pukou, acceptor, id, 'require-correction', {
    points: [{ field, text: '请填写接收单位全称。' }],
  })
  expect(told.status, JSON.stringify(told.body)).toBe(200)
  return { id, form: noCrimeCertificate('320111').form }
}

const found = async (text: string): Promise<string[]> => {
  const { body } = await nodes.pukou.as(clerk).post('/api/cases/find', { text })
  return body.cases.map((one: CaseSummary) => one.id)
}

describe('a form that is handed in anew (补正)', () => {
  it('is told by the field’s title in the notice', async () => {
    const { id } = await asked()
    const { body } = await nodes.pukou.as(acceptor).get(`/api/cases/${id}/documents/1`)
    expect(pdfText(body)).toContain('证明接收单位')
  })

  it('takes the place of the first, which stays in the record; name, telephone and delivery follow it', async () => {
    const { id, form } = await asked()
    const corrected: Form = {
      ...form,
      applicant: { ...form.applicant, name: '欧阳思源', phone: '13800000077' },
      request: { ...form.request, recipient: '演示建设有限公司' },
      delivery: { way: 'electronic' } as never,
    }
    const step = {
      command: randomUUID(),
      seen: 1,
      body: { documents: [] },
      parts: { form: corrected },
    }
    const act = () => nodes.pukou.as(clerk).post(`/api/cases/${id}/actions/correct`, step)
    const first = await act()
    expect(first.status, JSON.stringify(first.body)).toBe(200)
    expect((await act()).body).toEqual(first.body)
    const view = await caseAs(nodes.pukou, acceptor, id)
    expect(view.form).toEqual(corrected)
    expect(view.applicant).toEqual({
      name: '欧阳思源',
      idNumber: form.applicant.idNumber,
      phone: '13800000077',
    })
    expect(view.delivery).toEqual({ way: '电子送达' })
    expect(view.correction?.answeredAt).toBeDefined()
    expect(await found('13800000077')).toEqual([id])
    expect(await found('欧阳思源')).toEqual([id])
    expect(await found(form.applicant.idNumber)).toContain(id)
    // Who sees no personal data sees none in the step either.
    expect(JSON.stringify(await caseAs(nodes.pukou, auditor, id))).not.toContain('演示建设有限公司')
  })

  it('is held against the same form, and nothing changes where it is wrong', async () => {
    const { id, form } = await asked()
    const { recipient: _left, ...request } = form.request
    const wrong = { ...form, request: { ...request, purpose: 'nonsense' } }
    const { status, body } = await stepAs(
      nodes.pukou,
      clerk,
      id,
      'correct',
      { documents: [] },
      { parts: { form: wrong } },
    )
    expect(status).toBe(422)
    expect(body.errors.map((e: { pointer: string }) => e.pointer)).toContain('/form/request/purpose')
    expect((await caseAs(nodes.pukou, acceptor, id)).summary.phase).toBe('correcting')
  })

  it('cannot change who applies, neither by the form nor beside it', async () => {
    const { id, form } = await asked()
    const other = {
      ...form,
      applicant: { ...form.applicant, idNumber: '340523199003159916', birthDate: '1990-03-15' },
    }
    const refused = await stepAs(
      nodes.pukou,
      clerk,
      id,
      'correct',
      { documents: [] },
      { parts: { form: other } },
    )
    expect(refused.status).toBe(422)
    expect(refused.body.errors[0].pointer).toBe('/form/applicant/idNumber')
    const parts = { applicant: other.applicant }
    const beside = await stepAs(nodes.pukou, clerk, id, 'correct', { documents: [] }, { parts })
    expect(beside.status).toBe(200)
    expect((await caseAs(nodes.pukou, acceptor, id)).applicant?.idNumber).toBe(form.applicant.idNumber)
  })
})

describe('what the window noted for the office', () => {
  it('shows who decides each review point of the guide as the clerk left it, and no other', async () => {
    const guide = (await nodes.pukou.as().get('/api/catalogue/items/320111/no-crime-certificate')).body
    const [one, two] = guide.document.reviewPoints.map(({ key }: { key: string }) => key)
    const checked = [
      { key: one, met: true },
      { key: two, met: false },
      { key: 'of-another-guide', met: true },
    ]
    const view = await caseAs(nodes.pukou, acceptor, await received({ checked }))
    expect(view.checked).toEqual(checked.slice(0, 2))
    expect((await caseAs(nodes.pukou, acceptor, await received())).checked).toBeUndefined()
  })

  it('makes a verification letter for a document whose holder is asked by letter, and for no other', async () => {
    const letter = { resource: 'id-card', to: '340523' }
    const documents = [
      { code: 'application', by: 'paper', files: [], originalSeen: true },
      { code: 'id-card', by: 'later', files: [], originalSeen: false, letter },
    ]
    const id = await received({ documents })
    const of = (who: Parameters<TwoNodes['pukou']['as']>[0], code: string) =>
      nodes.pukou.as(who).get(`/api/cases/${id}/documents/0?kind=verification-letter&of=${code}`)
    const { status, body } = await of(acceptor, 'id-card')
    expect(status).toBe(200)
    const text = pdfText(body)
    for (const words of ['核验函', '和县公安局', '340523198507309952', '回执', '核字'])
      expect(text).toContain(words)
    expect((await of(acceptor, 'application')).status).toBe(404)
    expect((await of(auditor, 'id-card')).status).toBe(404)
    expect(
      (await nodes.pukou.as(acceptor).get(`/api/cases/${id}/documents/0?kind=verification-letter`)).status,
    ).toBe(404)
  })
})
