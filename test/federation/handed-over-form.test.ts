import { randomBytes, randomUUID } from 'node:crypto'
import type { CaseView } from '@lianqiao/model/api/case-views.ts'
import { makeTrackingCode } from '@lianqiao/model/identifiers/tracking-code-text.ts'
import type { Body, CommandId } from '@lianqiao/model/records/action.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { takeOverlooked } from '../../server/src/cases/take-over.ts'
import { getItem, snapshotOf } from '../../server/src/catalogue/index.ts'
import { transaction } from '../../server/src/platform/transaction.ts'
import { actorOf, open } from '../../server/src/records/index.ts'
import { caseWhen, noCrimeCertificate, people, stepAs } from '../support/matters.ts'
import { startTwoNodes, type TwoNodes } from '../support/two-nodes.ts'

/** 浦口's node receives for 和县 what its own screens would not have let pass: 和县 looks for itself before it takes the case over. */
let nodes: TwoNodes
const { pukou, hexian } = people
const { form } = noCrimeCertificate('340523')

beforeAll(async () => {
  nodes = await startTwoNodes()
})
afterAll(() => nodes?.stop())

interface Received {
  form?: unknown
  applicant?: { name: string; idNumber: string }
  way?: string
  part?: { bundle: string; key: string }
}

/** 收件 and 转送 by 浦口's node without a look at the form. */
async function received({ form: filled = form, applicant, way = '窗口领取', part }: Received) {
  const { node } = nodes.pukou
  const named = { jurisdiction: '340523', code: 'no-crime-certificate' }
  const { name, idNumber, phone } = form.applicant
  const body = {
    matter: randomUUID(),
    ...(part ? { part } : {}),
    item: snapshotOf(await getItem(node.db, named, nodes.time.now())),
    receiving: '320111',
    deciding: '340523',
    mode: 'received-elsewhere',
    subject: 'matter-of-a-test',
    documents: [{ code: 'application', by: 'form', files: [], originalSeen: false }],
    evidence: [],
    delivery: { way },
  }
  const offer = { verb: 'offer', body: { to: '340523' }, command: randomUUID() as CommandId }
  const { id } = await transaction(node.db, tx =>
    open(node, tx, {
      kind: 'permit',
      verb: 'receive',
      receiving: node.jurisdiction,
      deciding: nodes.hexian.node.jurisdiction,
      actor: actorOf(node, pukou.clerk),
      body: body as unknown as Body,
      parts: {
        applicant: applicant ?? { name, idNumber, phone },
        form: filled,
        tracking: makeTrackingCode(randomBytes(10)),
        consent: { text: 'service-consent', tasks: [] },
      },
      command: randomUUID() as CommandId,
      next: offer,
    }),
  )
  return id
}

/** The reason with which 和县 declined, as 浦口's window reads it; 和县 has been told that it was recorded. */
async function declined(id: string): Promise<string> {
  const isDeclined = (one: CaseView) => one.timeline.some(({ verb }) => verb === 'decline')
  await caseWhen(nodes.hexian, hexian.acceptor, id, '拒收到和县', isDeclined)
  const view = await caseWhen(nodes.pukou, pukou.clerk, id, '拒收', isDeclined)
  expect([view.summary.leader, view.summary.phase]).toEqual(['320111', 'received'])
  const steps = view.timeline.filter(({ verb }) => verb === 'decline')
  expect(steps).toHaveLength(1)
  expect(steps[0]).toMatchObject({ jurisdiction: '340523', leader: '320111' })
  return String(steps[0]?.body.reason)
}

describe('a case that a partner’s window took in is taken over', () => {
  test('where its form is as this side published it', async () => {
    const id = await received({})
    await caseWhen(nodes.hexian, hexian.acceptor, id, '接收', one => one.summary.leader === '340523')
  })

  test.each<[string, Received, string]>([
    [
      'a field of another kind',
      { form: { ...form, request: { ...form.request, purpose: 'x' } } },
      '用途：请从选项中选择',
    ],
    ['no form', { form: {} }, '请填写此项'],
    [
      'another applicant than the form',
      { applicant: { name: '陶然', idNumber: '340523199003159916' } },
      '与案卷所载申请人不符',
    ],
    ['another delivery than the form', { way: '邮寄' }, '与案卷所载领取方式不符'],
    ['a bundle that was never ours', { part: { bundle: 'nothing', key: 'nothing' } }, '属地没有公布'],
  ])('not with %s; the window reads why', async (_what, wrong, words) => {
    const reason = await declined(await received(wrong))
    expect(reason).toContain(words)
    // Words of the form, and nothing that stands in it.
    for (const personal of [form.applicant.name, form.applicant.idNumber, '陶然'])
      expect(reason).not.toContain(personal)
  })

  test('once the form is corrected and the case passed on again: nothing of it is lost', async () => {
    const id = await received({ form: { ...form, request: { ...form.request, purpose: 'x' } } })
    await declined(id)
    // Nobody declines twice what is not offered any more.
    nodes.time.advance(120_000)
    expect(await takeOverlooked(nodes.hexian.node)).toBe(0)
    const as = (verb: string, body: object, more: object = {}) =>
      stepAs(nodes.pukou, pukou.clerk, id, verb, body, more)
    const points = [{ field: { at: '/request/purpose', title: '用途' }, text: '请选择用途。' }]
    for (const { status, body } of [
      await as('require-correction', { points }),
      await as('correct', { documents: [] }, { parts: { form } }),
      await as('offer', {}),
    ])
      expect(status, JSON.stringify(body)).toBe(200)
    const view = await caseWhen(
      nodes.hexian,
      hexian.acceptor,
      id,
      '接收',
      one => one.summary.leader === '340523',
    )
    expect(view.form).toEqual(form)
    expect(view.timeline.map(({ verb }) => verb)).toEqual([
      ...['receive', 'offer', 'decline', 'require-correction', 'correct', 'offer', 'take'],
    ])
  })
})
