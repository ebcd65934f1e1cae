import { randomUUID } from 'node:crypto'
import type { RecordId } from '@lianqiao/model/identifiers/record-id.ts'
import type { CommandId } from '@lianqiao/model/records/action.ts'
import { transaction } from '../../server/src/platform/transaction.ts'
import { act, actorOf, wakeRecords } from '../../server/src/records/index.ts'
import { caseAs, caseWhen, noCrimeCertificate, people, stepAs } from '../support/matters.ts'
import type { TwoNodes } from '../support/two-nodes.ts'
import { until } from '../support/until.ts'

/** Cases received by 浦口's window for 和县, which leads them. */
export interface Abroad {
  /** Just taken there. */
  abroad: string
  /** Waits for papers. */
  abroadCorrecting: string
  /** The same; a correction handed in here was refused there. */
  abroadRefused: string
}

const clerk = { ...people.pukou.clerk, name: '方敏' }
const acceptor = { ...people.hexian.acceptor, name: '丁勇' }

export async function sendAbroad(nodes: TwoNodes): Promise<Abroad> {
  const abroad = await received(nodes, '孙秀英')
  const abroadCorrecting = await received(nodes, '古丽巴哈尔·麦麦提敏·图尔荪尼亚孜')
  const abroadRefused = await received(nodes, '吴志强')
  for (const id of [abroadCorrecting, abroadRefused]) {
    const field = { at: '/request/recipient', title: '申请事项 · 证明接收单位' }
    const points = [{ field, text: '请填写接收单位全称。' }]
    await stepAs(nodes.hexian, acceptor, id, 'require-correction', { points })
    await caseWhen(nodes.pukou, clerk, id, 'told', view => view.summary.phase === 'correcting')
  }
  await refusedThere(nodes, abroadRefused)
  return { abroad, abroadCorrecting, abroadRefused }
}

async function received({ pukou, hexian }: TwoNodes, name: string): Promise<string> {
  const body = noCrimeCertificate('340523')
  const form = { ...body.form, applicant: { ...body.form.applicant, name } }
  const answer = await pukou.as(clerk).post('/api/matters', { ...body, form })
  if (answer.status !== 200) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`)
  const id: string = answer.body.cases[0].id
  await caseWhen(hexian, acceptor, id, 'taken', view => view.summary.leader === '340523')
  return id
}

/** 浦口's node lets through what 和县's form has no choice for: the leader refuses it, and says which field. */
async function refusedThere({ pukou }: TwoNodes, id: string): Promise<void> {
  const { form } = noCrimeCertificate('340523')
  const parts = { form: { ...form, request: { ...form.request, purpose: 'nonsense' } } }
  const body = { documents: [], delivery: { way: '窗口领取' } }
  const wish = {
    ...{ record: id as RecordId, verb: 'correct', actor: actorOf(pukou.node, clerk) },
    ...{ body, parts, command: randomUUID() as CommandId },
  }
  await transaction(pukou.node.db, tx => act(pukou.node, tx, wish))
  await caseWhen(pukou, clerk, id, 'the refusal', view => view.pending.some(told => told.state === 'refused'))
}

/**
 * 和县 cannot be reached any more, and three weeks go by: a message is given up, another waits, the paper that should have
 * followed is overdue, and so is nearly everything else.
 */
export async function threeWeeksAlone(nodes: TwoNodes, { abroad, abroadCorrecting }: Abroad): Promise<void> {
  const { pukou, hexian, time } = nodes
  await hexian.stop()
  const papers = { documents: [{ code: 'application', by: 'paper', originalSeen: true }] }
  const { form } = await caseAs(pukou, clerk, abroadCorrecting)
  await took(stepAs(pukou, clerk, abroadCorrecting, 'correct', papers, { parts: { form } }))
  time.advance(22 * 24 * 3_600_000)
  await wakeRecords(pukou.node)
  await until('the message is given up', async () => {
    const { body } = await pukou.as(people.pukou.sysadmin).get('/api/exchange/messages?state=dead')
    return body.messages.length > 0
  })
  await took(stepAs(pukou, clerk, abroad, 'withdraw', { reason: '本人不再需要。' }))
  // Nobody keeps two letters under one number but who breaks the protocol.
  await pukou.node.db
    .insertInto('alarm')
    .values({ at: time.now(), peer: '340523', kind: 'message-conflict', object: randomUUID() })
    .execute()
}

async function took(step: Promise<{ status: number; body: unknown }>): Promise<void> {
  const { status, body } = await step
  if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`)
}
