import { randomUUID } from 'node:crypto'
import type { CaseView } from '@lianqiao/model/api/case-views.ts'
import { staff } from './as.ts'
import type { TestNode } from './node.ts'
import { until } from './until.ts'

/** Invented people of both sides, with the posts that the demonstration gives them. */
// biome-ignore format: a table
export const people = {
  pukou: {
    clerk:     staff('320111', ['clerk'],     { subject: '320111:fang-min',   department: 'government-services', station: 'wujiang' }),
    acceptor:  staff('320111', ['acceptor'],  { subject: '320111:shen-lei',   department: 'public-security',     station: 'wujiang' }),
    approver:  staff('320111', ['approver'],  { subject: '320111:jiang-tao',  department: 'public-security' }),
    principal: staff('320111', ['principal'], { subject: '320111:qian-feng',  department: 'public-security' }),
    insurer:   staff('320111', ['acceptor'],  { subject: '320111:yan-bin',    department: 'medical-insurance' }),
    sysadmin:  staff('320111', ['sysadmin'],  { subject: '320111:sysadmin' }),
    auditor:   staff('320111', ['auditor'],   { subject: '320111:auditor' }),
  },
  hexian: {
    clerk:     staff('340523', ['clerk'],     { subject: '340523:hu-yan',     department: 'government-services', station: 'wujiang' }),
    acceptor:  staff('340523', ['acceptor'],  { subject: '340523:ding-yong',  department: 'public-security',     station: 'wujiang' }),
    approver:  staff('340523', ['approver'],  { subject: '340523:fan-qiang',  department: 'public-security' }),
  },
} as const

/** An application for the certificate of no criminal record (开具无犯罪记录证明): no evidence needed, decided by police. */
export function noCrimeCertificate(deciding: string, change: Record<string, unknown> = {}) {
  return {
    command: randomUUID(),
    deciding,
    what: { kind: 'item', item: 'no-crime-certificate' },
    form: {
      applicant: {
        name: '欧阳思远',
        idNumber: '340523198507309952',
        birthDate: '1985-07-30',
        sex: 'male',
        phone: '13800000009',
      },
      request: { purpose: 'work', recipient: '演示公司', from: '2010-01-01' },
      agent: { used: false },
      delivery: { way: 'pickup', station: 'wujiang' },
      declaration: true,
    },
    documents: [{ code: 'application', by: 'form', files: [], originalSeen: false }],
    evidence: [],
    consent: { text: 'service-consent', given: true, by: 'signature', tasks: [] },
    ...change,
  }
}

type Door = Pick<TestNode, 'as'>
type Who = Parameters<TestNode['as']>[0]

/** The case as `who` sees it. */
export async function caseAs(node: Door, who: Who, id: string): Promise<CaseView> {
  const { status, body } = await node.as(who).get<CaseView>(`/api/cases/${id}`)
  if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`)
  return body
}

/** Take a step, having seen the case; answers whatever the node answered. */
export async function stepAs(
  node: Door,
  who: Who,
  id: string,
  verb: string,
  body: object = {},
  more: object = {},
) {
  const { seq } = await caseAs(node, who, id)
  return node
    .as(who)
    .post(`/api/cases/${id}/actions/${verb}`, { command: randomUUID(), seen: seq, body, ...more })
}

/** The case once it holds. */
export function caseWhen(
  node: Door,
  who: Who,
  id: string,
  what: string,
  holds: (view: CaseView) => boolean,
): Promise<CaseView> {
  return until(what, async () => {
    const view = await caseAs(node, who, id)
    return holds(view) ? view : undefined
  })
}
