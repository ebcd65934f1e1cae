import type { Agreement, Power } from '@lianqiao/model/catalogue/agreement.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { importAgreement } from '../../server/src/federation/index.ts'
import { staff } from '../support/as.ts'
import { shippedAgreement } from '../support/jurisdictions.ts'
import { caseAs, caseWhen, noCrimeCertificate, people, stepAs } from '../support/matters.ts'
import { until } from '../support/until.ts'
import { type Pair, type Side, startPair } from './support/pair.ts'

/**
 * 浦口 signs a new version last and acts under it at once, while its signature is still on its way to 和县: what rests on it
 * is not refused for good, but comes again by itself.
 */
let pair: Pair
let a: Side
let b: Side
const { pukou, hexian } = people
const shipped = shippedAgreement('320111', '340523')
let version = shipped.version

beforeAll(async () => {
  pair = await startPair({ whole: true })
  a = pair.a
  b = pair.b
})
afterAll(() => pair?.stop())

/** What both signed gives 浦口 only these powers over 和县’s police certificates. */
async function agreedOn(...powers: Power[]): Promise<void> {
  const hash = await drafted(grants =>
    grants.flatMap(grant => {
      if (grant.id !== 'hx-police-certificates') return [grant]
      return powers.length > 0 ? [{ ...grant, powers }] : []
    }),
  )
  await sign(b, hash)
  await sign(a, hash)
  await until('known to 和县, too', () => knows(b, hash))
}

const codeOf = (side: Side) => side.config.jurisdiction
const sign = async (side: Side, hash: string) => {
  const admin = staff(codeOf(side), ['secadmin'])
  expect((await side.as(admin).post(`/api/agreements/${hash}/sign`)).status).toBe(200)
}

/** A further version of the agreement, imported by both and signed by nobody yet. */
async function drafted(change: (grants: Agreement['grants']) => Agreement['grants']): Promise<string> {
  version += 1
  const document = { ...shipped, version, grants: change(shipped.grants) }
  const [hash = ''] = await Promise.all([a, b].map(({ running }) => importAgreement(running.node, document)))
  return hash
}

/** Whether a side holds both signatures under a version. */
async function knows(side: Side, hash: string): Promise<boolean> {
  const { body } = await side.as(staff(codeOf(side), ['secadmin'])).get('/api/agreements')
  const agreements = body.agreements as { hash: string; standing: string }[]
  return agreements.some(one => one.hash === hash && one.standing === 'in-force')
}

/** Both sign the shipped text once more, 浦口 last; its signature stays on the way until the wire is mended. */
async function renewedWithSignatureOnItsWay(): Promise<string> {
  const hash = await drafted(grants => grants)
  await sign(b, hash)
  a.wire.meddle(async ({ init, pass }) =>
    typesIn(init.body).includes('agreement.signature')
      ? Response.json({ code: 'message-early' }, { status: 425 })
      : pass(),
  )
  await sign(a, hash)
  await until('signed by both, as 浦口 sees it', () => knows(a, hash))
  expect(await knows(b, hash)).toBe(false)
  return hash
}

/** The types of the letters in a request. */
const typesIn = (body: Buffer): string[] =>
  body
    .toString()
    .split('\n')
    .map(line => JSON.parse(Buffer.from(line.split('.')[1] ?? '', 'base64url').toString()).type)

/** What waits at 浦口 about a record, once 和县 has told it to wait. */
const toldToWait = (id: string) =>
  until('told to wait for the signature', async () => {
    const { db } = a.running.node
    const row = await db
      .selectFrom('outbox')
      .select(['id', 'state', 'problem', 'attempts'])
      .where('record_id', '=', id)
      .where('state', 'in', ['queued', 'sent', 'rejected', 'dead'])
      .orderBy('position')
      .executeTakeFirst()
    return row?.problem ? row : undefined
  })

const inboxOf = (id: string) =>
  b.running.node.db.selectFrom('inbox').select('id').where('record_id', '=', id).execute()

test('a case under a version whose last signature is on its way arrives after it, by itself and once', async () => {
  await agreedOn()
  const refused = await a.as(pukou.clerk).post('/api/matters', noCrimeCertificate('340523'))
  expect(refused.body.code).toBe('no-grant')

  const hash = await renewedWithSignatureOnItsWay()
  const { status, body } = await a.as(pukou.clerk).post('/api/matters', noCrimeCertificate('340523'))
  expect(status, JSON.stringify(body)).toBe(200)
  const id: string = body.cases[0].id
  const waiting = await toldToWait(id)
  expect(waiting.problem).toMatchObject({ code: 'agreement-awaited' })
  // Nothing of it stays at 和县: no case, no place in the inbox, no verdict, and the link is not taken for broken.
  expect((await b.as(hexian.acceptor).get(`/api/cases/${id}`)).status).toBe(404)
  expect(await inboxOf(id)).toEqual([])
  await until('tried again', async () => ((await toldToWait(id)).attempts ?? 0) > waiting.attempts)

  a.wire.mend()
  const view = await caseWhen(b, hexian.acceptor, id, '和县主办', one => one.summary.leader === '340523')
  expect(await knows(b, hash)).toBe(true)
  expect(view.timeline.filter(({ verb }) => verb === 'receive')).toHaveLength(1)
})

test('a wish under it waits alike', async () => {
  await agreedOn('receive')
  const { body } = await a.as(pukou.clerk).post('/api/matters', noCrimeCertificate('340523'))
  const id: string = body.cases[0].id
  await caseWhen(b, hexian.acceptor, id, '和县主办', one => one.summary.leader === '340523')
  await stepAs(b, hexian.acceptor, id, 'accept')
  await stepAs(b, hexian.approver, id, 'grant')
  await caseWhen(a, pukou.clerk, id, '办结', one => one.summary.phase === 'concluded')
  const deliver = () =>
    stepAs(a, pukou.clerk, id, 'deliver', { way: '窗口领取' }, { parts: { recipient: '欧阳思远' } })
  expect((await deliver()).body.code).toBe('no-grant')

  await renewedWithSignatureOnItsWay()
  expect((await deliver()).body).toEqual({ done: false, leader: '340523' })
  expect((await toldToWait(id)).problem).toMatchObject({ code: 'agreement-awaited' })
  const { pending } = await caseAs(a, pukou.clerk, id)
  expect(pending).toContainEqual(expect.objectContaining({ verb: 'deliver', state: 'asked' }))

  a.wire.mend()
  const view = await caseWhen(a, pukou.clerk, id, '送达', one => one.summary.phase === 'delivered')
  expect(view.timeline.filter(({ verb }) => verb === 'deliver')).toHaveLength(1)
})
