import { randomUUID } from 'node:crypto'
import type { CaseSummary } from '@lianqiao/model/api/case-views.ts'
import type { ResidentId } from '@lianqiao/model/identifiers/resident-id.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { residentSubject } from '../../server/src/identity/index.ts'
import { wakeRecords } from '../../server/src/records/index.ts'
import { staff } from '../support/as.ts'
import { caseAs, caseWhen, noCrimeCertificate, people, stepAs } from '../support/matters.ts'
import { pdfText } from '../support/pdf-text.ts'
import { startTwoNodes, type TwoNodes } from '../support/two-nodes.ts'

let nodes: TwoNodes
const { clerk, acceptor, approver, principal, insurer, auditor, sysadmin } = people.pukou

beforeAll(async () => {
  nodes = await startTwoNodes()
})
afterAll(() => nodes.stop())

/** A case received at 乌江站 for 浦口's own police. */
async function received(change: Record<string, unknown> = {}) {
  const { status, body } = await nodes.pukou
    .as(clerk)
    .post('/api/matters', noCrimeCertificate('320111', change))
  expect(status, JSON.stringify(body)).toBe(200)
  return { id: body.cases[0].id as string, tracking: body.trackingCode as string, answer: body }
}

describe('收件', () => {
  it('gives a number, a tracking code and a receipt in Chinese', async () => {
    const { id, tracking } = await received()
    expect(id).toMatch(/^320111-320111-20260310-\d{6}-[0-9A-Z]$/)
    expect(tracking).toMatch(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/)
    const { status, body } = await nodes.pukou.as(clerk).get(`/api/cases/${id}/documents/0`)
    expect(status).toBe(200)
    const text = pdfText(body)
    for (const words of ['收件告知单', '无犯罪记录', '欧阳思远', '340523']) expect(text).toContain(words)
    expect(text).not.toContain('340523198507309952')
  })

  it('answers the same command the same, with one effect', async () => {
    const matter = noCrimeCertificate('320111')
    const first = await nodes.pukou.as(clerk).post('/api/matters', matter)
    const again = await nodes.pukou.as(clerk).post('/api/matters', matter)
    expect(again.body).toEqual(first.body)
  })

  it('keeps one of the same commands that come at once, and gives none to another clerk', async () => {
    const matter = noCrimeCertificate('320111')
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => nodes.pukou.as(clerk).post('/api/matters', matter)),
    )
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.trackingCode}`)).size).toBe(1)
    expect(answers[0]?.status).toBe(200)
    const { body } = await nodes.pukou.as({ ...clerk, subject: 'another' }).post('/api/matters', matter)
    expect(body.code).toBe('command-conflict')
  })

  it('names every wrong field of the form by its place, and writes nothing', async () => {
    const { form } = noCrimeCertificate('320111')
    const wrong = { ...form, applicant: { ...form.applicant, idNumber: '340523198507309953', phone: '123' } }
    const { status, body } = await nodes.pukou
      .as(clerk)
      .post('/api/matters', noCrimeCertificate('320111', { form: wrong }))
    expect(status).toBe(422)
    expect(body.number).toBe('LQ-0101')
    const pointers = body.errors.map((e: { pointer: string }) => e.pointer)
    expect(pointers).toContain('/form/applicant/idNumber')
    expect(pointers).toContain('/form/applicant/phone')
  })

  it('is for clerks and residents only', async () => {
    for (const who of [approver, sysadmin, auditor])
      expect((await nodes.pukou.as(who).post('/api/matters', noCrimeCertificate('320111'))).body.number).toBe(
        'LQ-0202',
      )
    expect((await nodes.pukou.as().post('/api/matters', noCrimeCertificate('320111'))).body.number).toBe(
      'LQ-0201',
    )
  })
})

describe('who may read and act', () => {
  it('shows a case to its clerk and its department; to others it does not exist', async () => {
    const { id } = await received()
    expect((await nodes.pukou.as(acceptor).get(`/api/cases/${id}`)).status).toBe(200)
    for (const who of [insurer, sysadmin, staff('320111', ['approver'], { department: 'health' })]) {
      const { body } = await nodes.pukou.as(who).get(`/api/cases/${id}`)
      expect(['LQ-0202', 'LQ-0301']).toContain(body.number)
    }
    expect((await nodes.hexian.as(people.hexian.approver).get(`/api/cases/${id}`)).body.number).toBe(
      'LQ-0301',
    )
  })

  it('shows the auditor what was done and by whom, and nothing personal', async () => {
    const { id } = await received()
    const view = await caseAs(nodes.pukou, auditor, id)
    expect(view.applicant).toBeNull()
    expect(view.form).toBeNull()
    expect(view.timeline).toHaveLength(1)
    expect(JSON.stringify(view)).not.toContain('欧阳思远')
    const exported = await nodes.pukou.as(auditor).get(`/api/records/${id}/export`)
    expect(JSON.stringify(exported.body)).not.toContain('欧阳思远')
  })

  it('refuses a step that is not for this post, not now, or seen too late', async () => {
    const { id } = await received()
    const act = (who: typeof clerk, verb: string, seen: number, body = {}) =>
      nodes.pukou.as(who).post(`/api/cases/${id}/actions/${verb}`, { command: randomUUID(), seen, body })
    expect((await act(clerk, 'accept', 0)).body.number).toBe('LQ-0304')
    expect((await act(approver, 'grant', 0)).body.number).toBe('LQ-0303')
    expect((await act(acceptor, 'accept', 3)).body.number).toBe('LQ-0307')
    expect((await act(acceptor, 'frobnicate', 0)).body.number).toBe('LQ-0302')
    expect((await act(acceptor, 'accept', 0)).body).toMatchObject({ done: true, phase: 'accepted' })
  })

  it('finds a case by number, tracking code, id, phone and name – among those one may read', async () => {
    const { id, tracking } = await received()
    const misread = id.toLowerCase().replaceAll('0', 'o')
    for (const text of [
      id,
      misread,
      tracking.toLowerCase(),
      '340523198507309952',
      '13800000009',
      '欧阳思远',
    ]) {
      const { body } = await nodes.pukou.as(acceptor).post('/api/cases/find', { text })
      expect(
        body.cases.map((c: CaseSummary) => c.id),
        text,
      ).toContain(id)
      expect((await nodes.pukou.as(insurer).post('/api/cases/find', { text })).body.cases).toEqual([])
    }
  })

  it('pages lists by key, the most urgent first', async () => {
    for (let i = 0; i < 3; i++) await received()
    const seen: string[] = []
    let after: string | null = ''
    do {
      const page: { body: { cases: CaseSummary[]; next: string | null } } = await nodes.pukou
        .as(acceptor)
        .get(`/api/cases?view=work&limit=2${after ? `&after=${after}` : ''}`)
      seen.push(...page.body.cases.map(c => c.id))
      after = page.body.next
    } while (after)
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen.length).toBeGreaterThan(3)
  })
})

describe('whose case it is', () => {
  it('stays known to the person’s own account after every step, whoever received it', async () => {
    const { pukou } = nodes
    const { id } = await received()
    const subject = residentSubject(pukou.node, '340523198507309952' as ResidentId)
    const person = { ...staff('320111', ['resident'], { subject }), kind: 'resident' as const }
    const mine = async () =>
      (await pukou.as(person).get('/api/cases?view=all&limit=200')).body.cases.map(
        (one: CaseSummary) => one.id,
      )
    expect(await mine()).toContain(id)
    expect((await stepAs(pukou, acceptor, id, 'accept')).status).toBe(200)
    expect(await mine()).toContain(id)
  })
})

describe('what ran out', () => {
  it('is listed by itself, and nothing else', async () => {
    const { time, pukou } = nodes
    const { id } = await received()
    const overdue = async () =>
      (await pukou.as(acceptor).get('/api/cases?overdue=true&limit=200')).body.cases.map(
        (one: CaseSummary) => one.id,
      )
    expect(await overdue()).not.toContain(id)
    const before = time.now()
    time.advance(9 * 24 * 3_600_000)
    expect(await overdue()).toContain(id)
    time.set(before)
  })
})

describe('clocks and steps of the law', () => {
  it('corrects once with all points, pauses for a special procedure, extends once, decides', async () => {
    const { id } = await received()
    const points = [{ document: 'id-card', text: '请补交身份证正反面。' }, { text: '请补充接收单位全称。' }]
    expect((await stepAs(nodes.pukou, acceptor, id, 'require-correction', { points })).body.phase).toBe(
      'correcting',
    )
    expect(pdfText((await nodes.pukou.as(clerk).get(`/api/cases/${id}/documents/1`)).body)).toContain(
      '补正告知书',
    )
    await stepAs(nodes.pukou, clerk, id, 'correct', { documents: [] })
    expect((await stepAs(nodes.pukou, acceptor, id, 'require-correction', { points })).body.number).toBe(
      'LQ-0311',
    )
    await stepAs(nodes.pukou, acceptor, id, 'accept')
    const due = async () =>
      (await caseAs(nodes.pukou, approver, id)).clocks.find(c => c.name === 'decision')?.statutory?.due
    // Received Tuesday 10 March: three working days end with Friday 13 March.
    expect(await due()).toBe('2026-03-13T16:00:00.000Z')
    nodes.time.advance(24 * 3_600_000)
    // Paused over the end of Wednesday: that day is not counted, and the deadline passes the week-end.
    await stepAs(nodes.pukou, approver, id, 'suspend', { procedure: '专家评审', reason: '需核查境外记录。' })
    nodes.time.advance(24 * 3_600_000)
    await stepAs(nodes.pukou, approver, id, 'resume')
    expect(await due()).toBe('2026-03-16T16:00:00.000Z')
    const by = { unit: 'working-day', amount: 2 }
    expect(
      (
        await stepAs(nodes.pukou, principal, id, 'extend', {
          by: { ...by, amount: 11 },
          reason: '材料较多。',
        })
      ).status,
    ).toBe(409)
    expect((await stepAs(nodes.pukou, principal, id, 'extend', { by, reason: '材料较多。' })).status).toBe(
      200,
    )
    expect(await due()).toBe('2026-03-18T16:00:00.000Z')
    expect((await stepAs(nodes.pukou, principal, id, 'extend', { by, reason: '材料较多。' })).status).toBe(
      409,
    )
    await stepAs(nodes.pukou, approver, id, 'deny', {
      reason: '查询期间有犯罪记录。',
      basis: '公安机关办理犯罪记录查询工作规定',
    })
    const done = await caseWhen(nodes.pukou, approver, id, '办结', v => v.summary.phase === 'concluded')
    expect(done.decision).toMatchObject({ granted: false })
    expect(done.decision?.number).toContain('浦口')
  })

  it('takes silence for acceptance, from the day of receipt', async () => {
    const { id } = await received()
    const before = await caseAs(nodes.pukou, acceptor, id)
    const due = before.clocks.find(c => c.name === 'acceptance')?.statutory?.due
    nodes.time.set(String(due))
    await wakeRecords(nodes.pukou.node)
    const after = await caseWhen(nodes.pukou, acceptor, id, '视为受理', v => v.summary.phase === 'accepted')
    expect(after.timeline.at(-1)).toMatchObject({ verb: 'deem-accepted', by: { kind: 'system' } })
    expect(after.clocks.find(c => c.name === 'decision')?.startedAt).toBe(before.summary.receivedAt)
  })
})
