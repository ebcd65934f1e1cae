import { randomUUID } from 'node:crypto'
import type { Principal } from '@lianqiao/model/people/principal.ts'
import type { Role } from '@lianqiao/model/people/roles.ts'
import { roles } from '@lianqiao/model/people/roles.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Target, targetsOf } from '../../scripts/fuzz/endpoints.ts'
import { staff } from '../support/as.ts'
import { noCrimeCertificate, people } from '../support/matters.ts'
import { startTwoNodes, type TwoNodes } from '../support/two-nodes.ts'

/**
 * Every endpoint that names an object × every post × an object of somebody else ⇒ it does not exist for him. The endpoints
 * are the node's own list: a new one with a place in its path has to be given a row here, or this fails.
 */

/** What an endpoint with a place in its path is about; `body` is one that it would take. */
interface Row {
  path: () => Record<string, string>
  body?: unknown
}

/** Told to everybody, or to every holder of a post by its permission: what they name belongs to nobody in particular. */
const open: Readonly<Record<string, string>> = {
  'catalogue.item': 'published',
  'catalogue.listed': 'published',
  'catalogue.here': 'published',
  'catalogue.compare': 'published',
  'catalogue.form': 'published',
  'catalogue.bundle': 'published',
  'catalogue.task': 'published',
  'catalogue.version': 'published',
  'tracking.read': 'the code is the right to look',
  'tracking.rate': 'the code is the right to rate',
  'certificates.verify': 'the code on the print is the right to look',
}

let nodes: TwoNodes
let targets: Target[]
const known = { case: '', file: '', ticket: '', pull: '', draft: 'apply:secret', agreement: '', code: '' }

const act = { command: randomUUID(), seen: 0, body: {}, parts: {} }
const rows: Readonly<Record<string, Row>> = {
  'cases.read': { path: () => ({ id: known.case }) },
  'cases.act': { path: () => ({ id: known.case, verb: 'accept' }), body: act },
  'cases.document': { path: () => ({ id: known.case, seq: '0' }) },
  'records.export': { path: () => ({ id: known.case }) },
  'files.read': { path: () => ({ id: known.file }) },
  'evidence.read': { path: () => ({ id: known.pull }) },
  'certificates.file': { path: () => ({ id: certificate }) },
  'certificates.credential': { path: () => ({ id: certificate }) },
  'drafts.read': { path: () => ({ key: known.draft }) },
  'queue.recall': { path: () => ({ id: known.ticket }), body: { window: 'pk-police' } },
  'queue.skip': { path: () => ({ id: known.ticket }) },
  'queue.finish': { path: () => ({ id: known.ticket }) },
  'queue.transfer': { path: () => ({ id: known.ticket }), body: { kind: '公安' } },
  'agreements.read': { path: () => ({ hash: known.agreement }) },
  'agreements.sign': { path: () => ({ hash: known.agreement }) },
  'agreements.withdraw': {
    path: () => ({ hash: known.agreement }),
    body: { effectiveAt: '2027-01-01T00:00:00.000Z', reason: '退出。' },
  },
  'catalogue.import': { path: () => ({ id: randomUUID() }) },
  'catalogue.confirm': { path: () => ({ id: randomUUID() }) },
  'catalogue.draft': { path: () => ({ code: 'no-crime-certificate' }), body: {} },
  'catalogue.publish': { path: () => ({ code: 'no-crime-certificate' }), body: { version: 2 } },
  'exchange.message': { path: () => ({ id: randomUUID() }) },
  'exchange.retry': { path: () => ({ id: randomUUID() }) },
  'exchange.settle-alarm': { path: () => ({ id: '1' }) },
}

/** Endpoints whose object is one's own by its name, so that a stranger's is simply none: he changes nothing of the other's. */
const ownByName = ['drafts.save', 'drafts.delete']

/** An identifier in due form that nobody holds: whether one exists, a stranger does not learn. */
const certificate = '1.2.156.3005.2.11100000000013127D001.11320111MB1A2B3C4D.X.001.A'

const consent = { text: 'privacy-notice', given: true, by: 'applicant', at: '2026-03-10T01:00:00.000Z' }
/** What a clerk of ours asked the other province, for an invented person whom its register holds. */
const wish = {
  resource: 'household',
  provider: '340523',
  subject: { name: '王晓桥', idNumber: '340523199003159916' },
  purpose: '居住证申领',
  item: 'residence-permit',
  consent,
}

/** Which posts an object is open to by its permission alone; they are no strangers there. */
const insiders: Readonly<Record<string, readonly Role[]>> = {
  agreements: [
    'clerk',
    'acceptor',
    'approver',
    'principal',
    'collaborator',
    'sysadmin',
    'secadmin',
    'auditor',
  ],
  catalogue: ['sysadmin'],
  exchange: ['sysadmin', 'secadmin', 'auditor'],
}

beforeAll(async () => {
  nodes = await startTwoNodes()
  const { pukou } = nodes
  const { clerk } = people.pukou
  targets = targetsOf((await pukou.as().get('/api/openapi.json')).body)
  const pdf = Buffer.from('%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n')
  const file = (await pukou.as(clerk).post('/api/files', pdf)).body
  const documents = [
    {
      code: 'application',
      by: 'scan',
      files: [{ id: file.id, sha256: file.sha256 }],
      originalSeen: true,
    },
  ]
  const opened = await pukou.as(clerk).post('/api/matters', noCrimeCertificate('320111', { documents }))
  expect(opened.status, JSON.stringify(opened.body)).toBe(200)
  known.case = opened.body.cases[0].id
  known.code = opened.body.trackingCode
  known.file = file.id
  await pukou.as(clerk).put(`/api/drafts/${known.draft}`, { version: 0, content: { name: '欧阳思远' } })
  const ticket = await pukou
    .as()
    .post('/api/queue/tickets', { command: randomUUID(), station: 'wujiang', kind: '公安' })
  expect(ticket.status, JSON.stringify(ticket.body)).toBe(200)
  known.ticket = ticket.body.id
  known.pull = (await pukou.as(clerk).post('/api/evidence/pull', wish)).body.id
  const { hash } = await pukou.node.db.selectFrom('agreement').select('hash').executeTakeFirstOrThrow()
  known.agreement = hash
})
afterAll(() => nodes.stop())

/** Everybody who has nothing to do with it: each post in another department, at another station, of another place. */
const strangers: [string, Principal | undefined][] = [
  ['nobody', undefined],
  ['another resident', { ...staff('320111', ['resident'], { subject: 'r-other' }), kind: 'resident' }],
  ...(Object.keys(roles) as Role[])
    .filter(role => !['resident', 'applicant', 'system'].includes(role))
    .flatMap((role): [string, Principal][] => [
      // Clerks, principals and auditors of the same jurisdiction do have to do with its cases.
      ...(['clerk', 'principal', 'auditor'].includes(role)
        ? []
        : ([
            [
              `${role} of another department`,
              staff('320111', [role], {
                subject: `stranger-${role}`,
                department: 'medical-insurance',
                station: 'pk-hall',
              }),
            ],
          ] as [string, Principal][])),
      [
        `${role} of another place`,
        staff('330822', [role], {
          subject: `far-${role}`,
          department: 'public-security',
          station: 'elsewhere',
        }),
      ],
    ]),
]

/** Everything that a stranger might learn. */
const secrets = ['欧阳思远', '340523198507309952', '13800000009', '演示公司', 'r-', 'matter-']

test('every endpoint with a place in its path has a row', () => {
  const named = targets.filter(t => t.parameters.some(p => p.in === 'path')).map(t => t.name)
  const without = named.filter(name => !(name in rows || name in open || ownByName.includes(name)))
  expect(without).toEqual([])
  const stale = [...Object.keys(rows), ...Object.keys(open)].filter(name => !named.includes(name))
  expect(stale).toEqual([])
})

describe.each(Object.entries(rows))('%s', (name, { path, body }) => {
  test('tells no stranger of what is not his, nor whether it is', async () => {
    const target = targets.find(t => t.name === name)
    if (!target) throw new Error(`no endpoint ${name}`)
    const address = Object.entries(path()).reduce(
      (p, [key, value]) => p.replace(`{${key}}`, value),
      target.path,
    )
    for (const [who, stranger] of strangers) {
      const inside = insiders[name.split('.')[0] ?? ''] ?? []
      if (stranger?.roles.some(role => inside.includes(role))) continue
      const client = nodes.pukou.as(stranger)
      const answer = await { GET: client.get, POST: client.post, PUT: client.put, DELETE: client.delete }[
        target.method as 'GET'
      ](address, ...((body === undefined ? [] : [body]) as []))
      expect([401, 403, 404], `${who}: ${JSON.stringify(answer.body)}`).toContain(answer.status)
      const text = JSON.stringify(answer.body)
      expect(
        secrets.filter(secret => text.includes(secret)),
        who,
      ).toEqual([])
    }
  })
})

test('what is his own by its name is never another’s', async () => {
  const other = nodes.pukou.as(staff('320111', ['clerk'], { subject: 'other', station: 'wujiang' }))
  await other.put(`/api/drafts/${known.draft}`, { version: 0, content: 'mine' })
  await other.delete(`/api/drafts/${known.draft}`)
  const { body } = await nodes.pukou.as(people.pukou.clerk).get(`/api/drafts/${known.draft}`)
  expect(body.content).toEqual({ name: '欧阳思远' })
})

test('lists and searches show a stranger nothing of it either', async () => {
  for (const [who, stranger] of strangers.filter(([, s]) => s)) {
    const client = nodes.pukou.as(stranger)
    const answers = await Promise.all([
      client.get('/api/cases?view=all'),
      client.get('/api/cases?view=ended'),
      ...['欧阳思远', '340523198507309952', '13800000009', known.case, known.code].map(text =>
        client.post('/api/cases/find', { text }),
      ),
    ])
    for (const { body } of answers) expect(JSON.stringify(body), who).not.toContain(known.case)
  }
})

test('nobody makes himself another by what he sends', async () => {
  const insurer = nodes.pukou.as(people.pukou.insurer)
  const forged = { roles: ['approver'], department: 'public-security', actor: { kind: 'system' } }
  const act = { command: randomUUID(), seen: 0, body: {}, parts: {} }
  expect((await insurer.post(`/api/cases/${known.case}/actions/accept`, { ...act, ...forged })).status).toBe(
    422,
  )
  const { clerk } = people.pukou
  const stuffed = noCrimeCertificate('320111', { subject: 'r-me', leader: '340523', matter: randomUUID() })
  const { status, body } = await nodes.pukou.as(clerk).post('/api/matters', stuffed)
  expect([status, body.code]).toEqual([422, 'bad-input'])
})
