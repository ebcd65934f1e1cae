import { randomUUID } from 'node:crypto'
import type { IncidentData } from '../../model/src/procedures/incident/data.ts'
import { awaitedDocuments, reminder } from '../../model/src/procedures/permit/awaited.ts'
import type { PermitData } from '../../model/src/procedures/permit/data.ts'
import { openRequests } from '../../model/src/procedures/permit/evolve.ts'
import type { RecordState } from '../../model/src/records/state.ts'
import { hexian, pukou, recordId, someDigest } from './chronicle.ts'

/** Contents with which each step of a procedure can be taken, from the state before it. */
export type Contents<Data> = Record<string, (state: RecordState<Data>) => object>

const reason = '演示：情况如实说明。'
const days = (amount: number) => ({ unit: 'working-day', amount })
const hours = (amount: number) => ({ unit: 'working-hour', amount })
const evidence = () => [{ id: randomUUID(), sha256: someDigest, kind: 'photo' }]

/** An application for an invented item: three days promised, twenty by law, ten more at most. */
export function receiving(more: object = {}) {
  return {
    matter: randomUUID(),
    item: {
      code: 'residence-permit',
      version: 1,
      digest: someDigest,
      name: '居住证申领',
      nameEn: 'Residence permit',
      department: 'public-security',
      limits: {
        acceptance: days(5),
        correction: days(30),
        decision: { promised: days(3), statutory: days(20), extension: days(10) },
        delivery: days(10),
        transfer: hours(2),
        asked: hours(2),
      },
    },
    receiving: pukou,
    deciding: pukou,
    mode: 'here',
    subject: 'applicant',
    documents: [{ code: 'id-card', by: 'paper' }],
    evidence: [],
    delivery: { way: '窗口领取' },
    ...more,
  }
}

const openRequest = ({ data }: RecordState<PermitData>) => openRequests(data)[0]?.id ?? randomUUID()

export const permitContents: Contents<PermitData> = {
  verify: () => ({ documents: ['id-card'] }),
  offer: ({ data }) => ({ to: data.deciding }),
  decline: () => ({ reason }),
  revoke: () => ({ reason }),
  return: () => ({ reason }),
  'require-correction': () => ({ points: [{ document: 'id-card', text: '请补交身份证反面。' }] }),
  correct: () => ({ documents: [{ code: 'id-card', by: 'scan' }] }),
  supply: ({ data }) => ({ documents: awaitedDocuments(data).map(({ code }) => ({ code, by: 'scan' })) }),
  remind: ({ data }) => reminder.body(data),
  refuse: () => ({ reason }),
  suspend: () => ({ procedure: '专家评审', reason }),
  extend: () => ({ by: days(10), reason }),
  ask: ({ data }) => ({
    request: randomUUID(),
    to: data.receiving === data.deciding ? hexian : data.receiving,
    ...{ task: 'stop-insurance', department: 'medical-insurance', name: '停保', limit: hours(2) },
  }),
  answer: s => ({ request: openRequest(s), answer: 'done', done: true }),
  escalate: s => ({ request: openRequest(s) }),
  'cancel-request': s => ({ request: openRequest(s), reason }),
  grant: () => ({ number: '演示〔2026〕1号' }),
  deny: () => ({ number: '演示〔2026〕2号', reason, basis: '居住证暂行条例 第二条' }),
  issue: () => ({ certificate: '1.2.156.3005.2.demo', type: 'residence-permit', digest: someDigest }),
  deliver: () => ({ way: '窗口领取' }),
  withdraw: () => ({ reason }),
  annul: () => ({ reason, basis: '行政许可法 第六十九条' }),
  rate: () => ({ grade: 5 }),
}

/** Dumped waste by the bridge, reported by a person: hours, two levels, an extension. */
export function reporting(more: object = {}) {
  return {
    channel: '12345',
    class: '边界专题-91-01',
    place: { division: '320111005011', point: [118.5, 31.85], error: 30 },
    receiving: pukou,
    jurisdiction: 'unsettled',
    concerned: [pukou, hexian],
    limits: {
      securing: hours(1),
      dispatch: hours(0.5),
      handling: { first: hours(8), second: hours(16), extension: hours(8) },
      check: hours(4),
    },
    reporter: { kind: 'person', subject: 'applicant' },
    evidence: evidence(),
    ...more,
  }
}

const unit = ({ data }: RecordState<IncidentData>) => ({
  jurisdiction: data.lead,
  department: 'urban-management',
})

export const incidentContents: Contents<IncidentData> = {
  add: () => ({ evidence: evidence() }),
  secure: () => ({ measures: '拉警戒线，禁止靠近。', evidence: evidence() }),
  share: () => ({ to: '320100', tier: 'view', reason }),
  link: () => ({ kind: 'related', record: recordId(pukou, hexian, 7) }),
  merge: () => ({ into: recordId(pukou, hexian, 8), reason }),
  unmerge: () => ({ reason }),
  dismiss: () => ({ reason, basis: '不属受理范围' }),
  settle: () => ({ jurisdiction: hexian, basis: '联合踏勘笔录', evidence: [] }),
  offer: ({ data }) => ({ to: data.concerned.find(c => c !== data.lead), reason }),
  decline: () => ({ reason }),
  revoke: () => ({ reason }),
  dispatch: s => ({ unit: unit(s), backstop: { ...unit(s), department: 'emergency' } }),
  return: () => ({ ground: 'not-our-duty', reason }),
  refer: () => ({ ground: 'not-our-duty', reason }),
  arbitrate: s => ({ unit: unit(s), basis: '职责清单第三项', reason }),
  suspend: () => ({ ground: 'testing', basis: '固废检测委托书', reason }),
  extend: () => ({ by: hours(8), reason }),
  urge: () => ({ clock: 'handling' }),
  'feed-back': () => ({ result: '已清运。', evidence: evidence() }),
  check: () => ({ done: true, way: 'on-site', evidence: evidence() }),
  hear: () => ({ word: 'resolved', way: 'phone' }),
  rework: () => ({ reason }),
  evaluate: () => ({ grade: 'A' }),
  rate: () => ({ grade: 5 }),
  reopen: () => ({ reason }),
}
