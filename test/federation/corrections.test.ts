import { randomUUID } from 'node:crypto'
import type { RecordId } from '@lianqiao/model/identifiers/record-id.ts'
import type { Body, CommandId } from '@lianqiao/model/records/action.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { getItem } from '../../server/src/catalogue/index.ts'
import { transaction } from '../../server/src/platform/transaction.ts'
import { act, actorOf } from '../../server/src/records/index.ts'
import { caseAs, caseWhen, noCrimeCertificate, people, stepAs } from '../support/matters.ts'
import { startTwoNodes, type TwoNodes } from '../support/two-nodes.ts'
import { until } from '../support/until.ts'

/** 补正 handed in at the window of the side that does not decide: the leader believes its form only after a look of its own. */
let nodes: TwoNodes
const { pukou, hexian } = people

beforeAll(async () => {
  nodes = await startTwoNodes()
  const item = { jurisdiction: '340523', code: 'no-crime-certificate' }
  await until('和县’s catalogue', () => getItem(nodes.pukou.node.db, item, nodes.time.now()))
})
afterAll(() => nodes.stop())

type Form = ReturnType<typeof noCrimeCertificate>['form']
const { form } = noCrimeCertificate('340523')
const corrected: Form = { ...form, request: { ...form.request, recipient: '演示建设有限公司' } }

/** Received in 浦口, led by 和县, which told that a field of the form is wrong; 浦口's window knows of it. */
async function asked(): Promise<string> {
  const { body } = await nodes.pukou.as(pukou.clerk).post('/api/matters', noCrimeCertificate('340523'))
  const id: string = body.cases[0].id
  await caseWhen(nodes.hexian, hexian.acceptor, id, 'taken', view => view.summary.leader === '340523')
  const field = { at: '/request/recipient', title: '申请事项 · 证明接收单位' }
  const points = [{ field, text: '请填写接收单位全称。' }]
  await stepAs(nodes.hexian, hexian.acceptor, id, 'require-correction', { points })
  await caseWhen(nodes.pukou, pukou.clerk, id, 'told', view => view.summary.phase === 'correcting')
  return id
}

/** 浦口's node signs and sends what its own screens would not have let pass; answers the command's id. */
async function cheat(id: string, body: object, parts: Record<string, unknown>): Promise<string> {
  const { node } = nodes.pukou
  const actor = actorOf(node, pukou.clerk)
  const command = randomUUID() as CommandId
  const wish = { record: id as RecordId, verb: 'correct', actor, body: body as Body, parts, command }
  await transaction(node.db, tx => act(node, tx, wish))
  return command
}

/** What 浦口's window reads of the leader's refusal. */
const refusalOf = (id: string, command: string) =>
  until('the refusal', async () => {
    const { pending } = await caseAs(nodes.pukou, pukou.clerk, id)
    return pending.find(told => told.id === command && told.state === 'refused')
  })

describe('a corrected form from the other side’s window', () => {
  it('takes the place of the first at the leader, once however often it is sent', async () => {
    const id = await asked()
    const { seq } = await caseAs(nodes.pukou, pukou.clerk, id)
    const step = { command: randomUUID(), seen: seq, body: { documents: [] }, parts: { form: corrected } }
    const send = () => nodes.pukou.as(pukou.clerk).post(`/api/cases/${id}/actions/correct`, step)
    const first = await send()
    expect([first.status, first.body]).toEqual([200, { done: false, leader: '340523' }])
    await caseWhen(nodes.pukou, pukou.clerk, id, 'corrected', view => view.summary.phase === 'received')
    expect((await send()).body).toMatchObject({ done: true })
    const view = await caseAs(nodes.hexian, hexian.acceptor, id)
    expect(view.form).toEqual(corrected)
    expect(view.timeline.filter(({ verb }) => verb === 'correct')).toHaveLength(1)
  })

  it('is refused where the schema refuses it; the window reads which field, and can hand it in again', async () => {
    const id = await asked()
    const wrong = { ...corrected, request: { ...corrected.request, purpose: 'nonsense' } }
    const delivery = { way: '窗口领取' }
    const told = await refusalOf(id, await cheat(id, { documents: [], delivery }, { form: wrong }))
    expect(told.problem?.zh).toContain('有 1 处需要更正')
    expect(told.problem?.en).toContain('need correction')
    expect(told.faults).toEqual([
      { pointer: '/form/request/purpose', detail: { zh: '请从选项中选择', en: expect.any(String) } },
    ])
    const leader = await caseAs(nodes.hexian, hexian.acceptor, id)
    expect([leader.summary.phase, leader.form]).toEqual(['correcting', form])

    await stepAs(nodes.pukou, pukou.clerk, id, 'correct', { documents: [] }, { parts: { form: corrected } })
    await caseWhen(nodes.pukou, pukou.clerk, id, 'corrected', view => view.summary.phase === 'received')
    expect((await caseAs(nodes.hexian, hexian.acceptor, id)).form).toEqual(corrected)
  })

  it('makes nobody else the applicant, and delivery what the form says', async () => {
    const id = await asked()
    const delivery = { way: '窗口领取' }
    const applicant = { ...form.applicant, idNumber: '340523199003159916', birthDate: '1990-03-15' }
    for (const [pointer, body, parts] of [
      ['/form/applicant/idNumber', { delivery }, { form: { ...form, applicant } }],
      ['/delivery', { delivery: { way: '邮寄' } }, { form }],
      ['/delivery', { delivery }, { form, delivery_address: '别处' }],
    ] as const) {
      const told = await refusalOf(id, await cheat(id, { documents: [], ...body }, parts))
      expect(told.faults?.map(fault => fault.pointer)).toEqual([pointer])
    }
    const later = [{ code: 'application', by: 'later' }]
    await expect(cheat(id, { documents: later }, {})).rejects.toMatchObject({ code: 'guard-failed' })
    expect((await caseAs(nodes.hexian, hexian.acceptor, id)).summary.phase).toBe('correcting')
  })
})

describe('a step asked of a leader who is not reached any more', () => {
  it('waits and is not offered again; once it is given up it is told as undelivered, not as refused there', async () => {
    const id = await asked()
    await nodes.hexian.stop()
    const papers = { documents: [{ code: 'application', by: 'paper', originalSeen: true }] }
    const correct = (command = randomUUID()) =>
      stepAs(nodes.pukou, pukou.clerk, id, 'correct', papers, { parts: { form }, command })
    const command = randomUUID()
    const waits = { status: 200, body: { done: false, leader: '340523' } }
    expect(await correct(command)).toMatchObject(waits)
    const { pending, choices } = await caseAs(nodes.pukou, pukou.clerk, id)
    expect(pending).toMatchObject([{ state: 'asked' }])
    expect(choices).toContainEqual(
      expect.objectContaining({
        verb: 'correct',
        refusal: expect.objectContaining({ zh: expect.stringContaining('正等待答复') }),
      }),
    )
    expect(choices.find(({ verb }) => verb === 'withdraw')).not.toHaveProperty('refusal')
    expect(await correct()).toMatchObject({ status: 409, body: { code: 'asked-already' } })
    expect(await correct(command)).toMatchObject(waits)
    expect((await caseAs(nodes.pukou, pukou.clerk, id)).pending).toHaveLength(1)
    nodes.time.advance(8 * 86_400_000)
    const view = await caseWhen(
      nodes.pukou,
      pukou.clerk,
      id,
      'given up',
      ({ pending: [told] }) => told?.state === 'undelivered',
    )
    expect(view.pending[0]?.problem?.zh).toContain('已停止补发')
    expect(view.choices.find(({ verb }) => verb === 'correct')?.refusal).toBeUndefined()
  })
})
