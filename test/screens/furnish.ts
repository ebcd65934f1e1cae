import { randomUUID } from 'node:crypto'
import type { CaseSummary } from '@lianqiao/model/api/case-views.ts'
import { ResidentId } from '@lianqiao/model/identifiers/resident-id.ts'
import { type Opened, type Resident, receiveAtCounter } from '../../scripts/scenario/intake.ts'
import { abdulla, wang } from '../../scripts/scenario/residents.ts'
import { Timeline } from '../../scripts/scenario/stage.ts'
import { residentSubject } from '../../server/src/identity/index.ts'
import { caseWhen, noCrimeCertificate, people, stepAs } from '../support/matters.ts'
import { pdfText } from '../support/pdf-text.ts'
import type { TwoNodes } from '../support/two-nodes.ts'
import { until } from '../support/until.ts'
import { type Abroad, sendAbroad } from './abroad.ts'

/** What lies in the nodes, by name. */
export interface Furniture extends Abroad {
  /** 王晓桥's matter: permit issued, insurance under way with a question open at 和县. */
  tracking: string
  permit: string
  enrolment: string
  /** `/verify/…` of the issued certificate. */
  verification: string
  /** Hash of the agreement between both. */
  agreement: string
  /** What the window answered when it was received. */
  main: Opened
  /** Received there, taken here; a long name. */
  elsewhere: string
  /** Waits for papers; and refused. */
  correcting: string
  refused: string
  /** Accepted and under review, with what the window noted, a paper still to follow; and one without, ready to be decided. */
  reviewing: string
  decidable: string
  /** Tracking codes of both. */
  correctingTracking: string
  refusedTracking: string
  /** Of one refused like it, which the person has rated. */
  ratedTracking: string
}

/** Those of the tests, by the names that a timeline says. */
const staffOf = {
  clerk: { ...people.pukou.clerk, name: '方敏' },
  clerkThere: { ...people.hexian.clerk, name: '胡艳' },
  acceptor: { ...people.pukou.acceptor, name: '沈磊' },
  approver: { ...people.pukou.approver, name: '蒋涛' },
  insurer: { ...people.pukou.insurer, name: '严斌' },
}

class Quiet extends Timeline {
  override tell(): void {}
}

/** Play the demonstration's day in 浦口, then receive `many` applications more and let four people wait. */
export async function furnish(nodes: TwoNodes, many: number): Promise<Furniture> {
  const { pukou } = nodes
  const main = await received(nodes, wang)
  const permit = firstOf(main)
  for (const [who, verb] of [
    [staffOf.acceptor, 'accept'],
    [staffOf.approver, 'review'],
    [staffOf.approver, 'grant'],
  ] as const)
    await took(stepAs(pukou, who, permit, verb))
  const issued = await caseWhen(
    pukou,
    staffOf.clerk,
    permit,
    'issued',
    view => view.certificate !== undefined,
  )
  const enrolment = await until('the insurance case', async () => {
    const { body } = await pukou.as(staffOf.insurer).get('/api/cases?view=work&limit=200')
    return body.cases.find((one: CaseSummary) => one.matter === issued.summary.matter)?.id
  })
  await took(stepAs(pukou, staffOf.insurer, enrolment, 'accept'))
  await caseWhen(pukou, staffOf.insurer, enrolment, 'asked', view => view.requests.length > 0)

  const elsewhere = firstOf(await receivedAt(nodes, 'hexian', abdulla))
  await caseWhen(pukou, staffOf.acceptor, elsewhere, 'taken', view => view.summary.leader === '320111')
  const correcting = await noCrime(nodes, '张江生')
  await took(
    stepAs(pukou, staffOf.acceptor, firstOf(correcting), 'require-correction', {
      points: [
        { document: 'application', text: '申请表未签名，请本人签名后再交。' },
        {
          field: { at: '/request/recipient', title: '申请事项 · 证明接收单位' },
          text: '请填写接收单位全称。',
        },
      ],
    }),
  )
  const reviewing = await noCrime(nodes, '欧阳思远', {
    documents: [
      { code: 'application', by: 'form', files: [], originalSeen: false },
      {
        ...{ code: 'id-card', by: 'later', files: [], originalSeen: false },
        letter: { resource: 'id-card', to: '340523' },
      },
    ],
    checked: await checkedOf(nodes, 'no-crime-certificate'),
    note: '申请人急用，请尽快办理。',
  })
  await took(stepAs(pukou, staffOf.acceptor, firstOf(reviewing), 'accept'))
  await took(stepAs(pukou, staffOf.approver, firstOf(reviewing), 'review'))
  const decidable = await noCrime(nodes, '周桂兰')
  await took(stepAs(pukou, staffOf.acceptor, firstOf(decidable), 'accept'))
  await took(stepAs(pukou, staffOf.approver, firstOf(decidable), 'review'))
  const refused = await noCrime(nodes, '李春燕')
  await took(
    stepAs(pukou, staffOf.acceptor, firstOf(refused), 'refuse', {
      reason: '居住登记未满半年。',
      basis: '居住证暂行条例第二条',
      returnOn: '2026-05-18',
    }),
  )
  const rated = await noCrime(nodes, '李春燕')
  await took(stepAs(pukou, staffOf.acceptor, firstOf(rated), 'refuse', { reason: '材料与本人不符。' }))
  await took(
    pukou.as().post(`/api/track/${rated.trackingCode}/cases/${firstOf(rated)}/rating`, {
      ...{ command: randomUUID(), grade: 2, points: ['efficiency'] },
      comment: '跑了两趟才说缺一份。',
    }),
  )
  await applyOnline(nodes)
  for (let i = 0; i < many; i++) await noCrime(nodes, nameOf(i))
  const abroad = await sendAbroad(nodes)
  await waitInLine(nodes)
  const paper = await pukou.as(staffOf.approver).get(`/api/certificates/${issued.certificate?.id}/file`)
  const { body: signed } = await pukou.as(people.pukou.auditor).get('/api/agreements')
  const code = /[0-9A-Z]{4}(-[0-9A-Z]{4}){3}/.exec(pdfText(paper.body))?.[0]
  return {
    tracking: main.trackingCode,
    permit,
    enrolment,
    verification: `/verify/${code}`,
    agreement: signed.agreements[0]?.hash ?? '',
    main,
    elsewhere,
    correcting: firstOf(correcting),
    refused: firstOf(refused),
    reviewing: firstOf(reviewing),
    decidable: firstOf(decidable),
    correctingTracking: correcting.trackingCode,
    refusedTracking: refused.trackingCode,
    ratedTracking: rated.trackingCode,
    ...abroad,
  }
}

const received = (nodes: TwoNodes, who: Resident) => receivedAt(nodes, 'pukou', who)

async function receivedAt(nodes: TwoNodes, side: 'pukou' | 'hexian', who: Resident): Promise<Opened> {
  const node = nodes[side]
  const counter = {
    node: node.url,
    window: side === 'pukou' ? 'pk-service' : 'hx-service',
    clerk: node.as(side === 'pukou' ? staffOf.clerk : staffOf.clerkThere),
  }
  return (await receiveAtCounter(counter, who, new Quiet())).opened
}

/** All review points of a guide ticked but the last. */
async function checkedOf({ pukou }: TwoNodes, item: string) {
  const { body } = await pukou.as().get(`/api/catalogue/items/320111/${item}`)
  const points: { key: string }[] = body.document.reviewPoints
  return points.map(({ key }, at) => ({ key, met: at < points.length - 1 }))
}

async function noCrime({ pukou }: TwoNodes, name: string, change: object = {}): Promise<Opened> {
  const body = noCrimeCertificate('320111', { ...change })
  const form = { ...body.form, applicant: { ...body.form.applicant, name } }
  const answer = await pukou.as(staffOf.clerk).post<Opened>('/api/matters', { ...body, form })
  if (answer.status !== 200) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`)
  return answer.body
}

/** 王晓桥 applies with his own account: one is just received, of one a paper is missing. */
async function applyOnline({ pukou }: TwoNodes): Promise<void> {
  const { idNumber, name } = wang
  const subject = residentSubject(pukou.node, ResidentId.parse(idNumber))
  const himself = { kind: 'resident', subject, name, jurisdiction: '320111', roles: ['resident'] } as const
  for (const missing of [false, true]) {
    const body = noCrimeCertificate('320111')
    const form = { ...body.form, applicant: { ...body.form.applicant, name, idNumber } }
    const answer = await pukou.as(himself as never).post<Opened>('/api/matters', { ...body, form })
    if (answer.status !== 200) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`)
    const points = [{ document: 'application', text: '申请表未签名，请本人签名后再交。' }]
    if (missing)
      await took(stepAs(pukou, staffOf.acceptor, firstOf(answer.body), 'require-correction', { points }))
  }
}

/** Four people, one without a card. */
async function waitInLine({ pukou }: TwoNodes): Promise<void> {
  for (const person of [
    { name: '陈桂兰', idNumber: '340523194805069944' },
    { name: abdulla.name, idNumber: abdulla.idNumber },
    undefined,
    { name: '欧阳思远', idNumber: '340523198507309952' },
  ])
    await pukou.as().post('/api/queue/tickets', {
      command: randomUUID(),
      station: 'wujiang',
      kind: '政务',
      ...(person ? { person: { ...person, consent: { notice: 'privacy-notice', given: true } } } : {}),
    })
}

async function took(step: Promise<{ status: number; body: unknown }>): Promise<void> {
  const { status, body } = await step
  if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`)
}

function firstOf({ cases: [one] }: Opened): string {
  if (!one) throw new Error('no case was opened')
  return one.id
}

const surnames = '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨'
const given = ['建国', '秀英', '思远', '雨', '志强', '桂兰', '子涵']

/** Invented names of every length; one in twenty is as long as names get. */
const nameOf = (i: number) =>
  i % 20 === 7
    ? '古丽巴哈尔·麦麦提敏·图尔荪尼亚孜'
    : `${surnames[i % surnames.length]}${given[i % given.length]}`
