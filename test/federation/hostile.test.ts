import { randomUUID } from 'node:crypto'
import { fromWire, queryTyp } from '@lianqiao/model/exchange/messages.ts'
import { makeRecordId } from '@lianqiao/model/identifiers/record-id.ts'
import { digest } from '@lianqiao/model/records/chain.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { getItem, snapshotOf } from '../../server/src/catalogue/index.ts'
import { withdrawalTyp } from '../../server/src/federation/agreements.ts'
import { canonicalBytes } from '../../server/src/platform/crypto/canonical.ts'
import { signDetached } from '../../server/src/platform/crypto/jws.ts'
import { caseWhen, noCrimeCertificate, people, stepAs } from '../support/matters.ts'
import { startTwoNodes, type TwoNodes } from '../support/two-nodes.ts'
import { until } from '../support/until.ts'
import { hostile, type Verdict } from './support/hostile.ts'

/** 和县 is the cheat, 浦口 the house. */
let nodes: TwoNodes
let cheat: ReturnType<typeof hostile>
/** Of 浦口, received by 和县's window and led by 浦口 since: it waits for a correction. */
let shared: string
/** Of 浦口 alone. */
let own: string

beforeAll(async () => {
  nodes = await startTwoNodes()
  const { pukou, hexian } = nodes
  const item = { jurisdiction: '320111', code: 'no-crime-certificate' }
  await until('the catalogue', () => getItem(hexian.node.db, item, nodes.time.now()))
  cheat = hostile(hexian.node, pukou)
  const opened = await hexian.as(people.hexian.clerk).post('/api/matters', noCrimeCertificate('320111'))
  shared = opened.body.cases[0].id
  await until('the case', async () => (await pukou.as(acceptor).get(`/api/cases/${shared}`)).status === 200)
  await caseWhen(pukou, acceptor, shared, 'taken over', view => view.summary.leader === '320111')
  const points = [{ document: 'application', text: '请补正申请表。' }]
  await stepAs(pukou, acceptor, shared, 'require-correction', { points })
  await caseWhen(hexian, people.hexian.clerk, shared, 'told', view => view.summary.phase === 'correcting')
  const alone = await pukou.as(people.pukou.clerk).post('/api/matters', noCrimeCertificate('320111'))
  own = alone.body.cases[0].id
})
afterAll(() => nodes.stop())

const { acceptor } = people.pukou
const actor = (kind: string, roles: string[], more: object = {}) => ({
  kind,
  jurisdiction: '340523',
  subject: 'cheat',
  roles,
  ...more,
})
const clerk = actor('staff', ['clerk'], { department: 'government-services', station: 'wujiang' })
const applicant = actor('applicant', ['applicant'])
const system = actor('system', ['system'])

async function receiving(change: object = {}, item: object = {}): Promise<Record<string, unknown>> {
  const named = { jurisdiction: '320111', code: 'no-crime-certificate' }
  const snapshot = snapshotOf(await getItem(nodes.pukou.node.db, named, nodes.time.now()))
  return {
    matter: randomUUID(),
    item: { ...snapshot, ...item },
    receiving: '340523',
    deciding: '320111',
    mode: 'received-elsewhere',
    subject: 'matter-of-a-cheat',
    documents: [],
    evidence: [],
    delivery: { way: '窗口领取' },
    ...change,
  }
}

/** Refused for good, and nothing of it stays. */
async function refused(verdict: Verdict & { record?: string }, code: string) {
  expect(verdict).toMatchObject({ status: 200, state: 'rejected', code })
  if (!verdict.record) return
  const rows = await nodes.pukou.node.db
    .selectFrom('record')
    .select('id')
    .where('id', '=', verdict.record)
    .execute()
  expect(rows).toEqual([])
}

describe('a record that a cheat opens for us', () => {
  test('is taken where it is honest', async () => {
    expect(await cheat.tell(await receiving(), clerk)).toMatchObject({ state: 'processed' })
  })

  test('needs the grant, also where he calls somebody an applicant, or his system', async () => {
    await refused(await cheat.tell(await receiving({ mode: 'online' }), applicant), 'station-not-granted')
    await refused(await cheat.tell(await receiving(), system), 'station-not-granted')
    await refused(await cheat.tell(await receiving({}, { code: 'marriage-registration' }), clerk), 'no-grant')
  })

  test('is about a guide as we have published it: no shorter time, other department or unknown version', async () => {
    const hour = { unit: 'working-hour', amount: 0.1 }
    const named = { jurisdiction: '320111', code: 'no-crime-certificate' }
    const { limits } = snapshotOf(await getItem(nodes.pukou.node.db, named, nodes.time.now()))
    for (const change of [
      { limits: { ...limits, acceptance: hour } },
      { department: 'medical-insurance' },
      { version: 77 },
      { name: '<script>' },
      { certificateType: '11100000000013127D001' },
    ])
      await refused(await cheat.tell(await receiving({}, change), clerk), 'item-not-found')
  })

  test('names nobody’s account of ours as its applicant', async () => {
    const subject = 'r-of-a-resident-of-pukou'
    const { state, record } = await cheat.tell(await receiving({ subject }), clerk)
    expect(state).toBe('processed')
    const resident = { kind: 'resident', jurisdiction: '320111', subject, name: '演示', roles: ['resident'] }
    expect((await nodes.pukou.as(resident as never).get(`/api/cases/${record}`)).status).toBe(404)
  })

  test.each<[string, Record<string, unknown>]>([
    ['applicant', { applicant: '演示甲' }],
    ['name', { applicant: { name: { toString: 1 }, idNumber: '340523198507309952' } }],
    ['number', { applicant: { name: '演示甲', idNumber: 3405231985 } }],
    ['nobody', { applicant: null }],
    ['form', { form: [1, 2] }],
    ['code', { tracking: { $gt: '' } }],
    ['answers', { answers: { [randomUUID()]: 'insured' } }],
    ['consent', { consent: { text: 'x', tasks: 'all' } }],
    ['later', { later: { documents: 1, evidence: [], answers: {}, tasks: [] } }],
  ])('holds personal parts in their form: %s', async (_what, parts) => {
    await refused(await cheat.tell(await receiving(), clerk, parts), 'bad-input')
  })

  test('takes no part that the step does not have, were it named like a member of every object', async () => {
    for (const name of ['constructor', 'toString', 'hasOwnProperty'])
      await refused(await cheat.tell(await receiving(), clerk, { [name]: {} }), 'bad-input')
  })

  test('is told by who leads it and by nobody else', async () => {
    const other = await cheat.opening(await receiving(), clerk, {}, { leader: '330822' })
    const { record, step } = other
    const verdict = await cheat.say('record.replicate', { kind: 'permit', steps: [step] }, { record })
    await refused({ ...verdict, record }, 'message-invalid')
  })

  test('in thousands of steps that lead nowhere costs little and leaves nothing', async () => {
    const { record, step } = await cheat.opening(await receiving({}, { version: 77 }), clerk)
    const steps = Array.from({ length: 1200 }, () => step)
    const began = performance.now()
    const verdict = await cheat.say('record.replicate', { kind: 'permit', steps }, { record })
    expect(performance.now() - began).toBeLessThan(10_000)
    await refused({ ...verdict, record }, 'item-not-found')
  })
})

describe('a command of a cheat', () => {
  test.each<[string, object]>([
    ['staff who are applicants', actor('staff', ['applicant'])],
    ['an applicant who is clerk', actor('applicant', ['applicant', 'clerk'])],
    ['staff who are the system', actor('staff', ['clerk', 'system'])],
    ['a system with a post', actor('system', ['acceptor'])],
    ['nobody', actor('staff', [])],
    ['a post that there is not', actor('staff', ['mayor'])],
  ])('is nothing where it comes from %s', async (_what, who) => {
    expect(await cheat.command(shared, 'withdraw', who as never, { reason: '撤回。' })).toMatchObject({
      state: 'rejected',
      code: 'message-invalid',
    })
  })

  test('speaks for his own people, never for ours', async () => {
    const ours = { ...actor('staff', ['acceptor']), jurisdiction: '320111', department: 'public-security' }
    await refused(await cheat.command(shared, 'accept', ours), 'message-invalid')
    const resident = { ...applicant, jurisdiction: '320111' }
    await refused(await cheat.command(shared, 'withdraw', resident, { reason: '撤回。' }), 'message-invalid')
  })

  test('of his system ends nothing that we lead: whether a time is over, our own clock says', async () => {
    await refused(await cheat.command(shared, 'lapse', system), 'wrong-seat')
    await refused(await cheat.command(shared, 'deem-accepted', system), 'wrong-phase')
  })

  test('gives him no post on our side of the case', async () => {
    for (const role of ['acceptor', 'approver', 'principal'])
      await refused(
        await cheat.command(shared, 'lapse', actor('staff', [role], { department: 'public-security' })),
        role === 'acceptor' ? 'forbidden' : 'wrong-role',
      )
  })

  test('on a record in which he takes no part finds none, as one that does not exist', async () => {
    const nowhere = makeRecordId({
      receiving: '320111' as never,
      deciding: '320111' as never,
      date: '2026-03-10',
      serial: 999_999,
    })
    const [there, none] = await Promise.all(
      [own, nowhere].map(id => cheat.command(id, 'withdraw', clerk, { reason: '撤回。' })),
    )
    expect(there).toEqual(none)
    await refused(there as Verdict, 'record-not-found')
  })

  test('from the future is none', async () => {
    const at = new Date(Date.parse(nodes.time.now()) + 3_600_000).toISOString()
    await refused(
      await cheat.command(shared, 'withdraw', clerk, { reason: '撤回。' }, { at }),
      'message-invalid',
    )
  })

  test('for a step named like a member of every object is no step', async () => {
    for (const verb of ['constructor', '__proto__', 'toString'])
      await refused(await cheat.command(shared, verb, clerk), 'verb-unknown')
  })

  test('to rate is heard from an applicant, but the case must be over and is rated once', async () => {
    await refused(await cheat.command(shared, 'rate', applicant, { grade: 5, points: [] }), 'wrong-phase')
    await refused(await cheat.command(shared, 'rate', clerk, { grade: 5, points: [] }), 'wrong-phase')
  })
})

describe('a request of a cheat', () => {
  /** A history in which he received, accepted and asks us: each step in due form but for what he asks. */
  async function asking(change: object) {
    const item = { code: 'resident-insurance', department: 'medical-insurance' }
    const { record, step } = await cheat.opening(await receiving({ deciding: '340523' }, item), clerk)
    const asked = { request: randomUUID(), to: '320111', task: 'insurance-stop', name: '停保' }
    const limit = { unit: 'working-hour', amount: 2 }
    const ask = { ...asked, department: 'medical-insurance', limit, ...change }
    const officer = actor('staff', ['acceptor'], { department: 'medical-insurance' })
    const steps = [step]
    for (const [verb, body] of Object.entries({ accept: {}, ask })) {
      const more = { record, verb, seq: steps.length, prev: steps.at(-1)?.action.hash }
      steps.push((await cheat.opening(body, officer, {}, more)).step)
    }
    const verdict = await cheat.say('record.replicate', { kind: 'permit', steps }, { record })
    return { ...verdict, record }
  }

  test('is for a task of ours, in our time and our department', async () => {
    expect(await asking({})).toMatchObject({ state: 'processed' })
    for (const change of [
      { limit: { unit: 'working-hour', amount: 0.1 } },
      { department: 'public-security' },
      { task: 'do-as-i-say' },
    ])
      await refused(await asking(change), 'no-collaboration')
  })
})

describe('a letter of a cheat', () => {
  test('has no text that a database cannot keep, wherever it stands', async () => {
    for (const odd of [{ type: 'a\u0000b' }, { record: '\u0000' }, { body: { 'a\u0000': 1 } }]) {
      const verdict = await cheat.knock(JSON.stringify(sorted(cheat.letter('record.command', {}, odd))))
      expect(verdict).toMatchObject({ status: 400, code: 'message-invalid' })
    }
    const half = JSON.stringify(sorted(cheat.letter('record.command', { text: '\ud800' })))
    expect(await cheat.knock(half)).toMatchObject({ status: 400, code: 'message-invalid' })
  })

  test('has no number that two parsers read differently', async () => {
    for (const number of ['1e400', '12345678901234567890', '0.1000000000000000055', '-0', '1.0'])
      expect(
        await cheat.knock(
          JSON.stringify(sorted(cheat.letter('record.command', { n: 1 }))).replace('"n":1', `"n":${number}`),
        ),
      ).toMatchObject({ status: 400, code: 'message-invalid' })
  })

  test('has each member once', async () => {
    const twice = JSON.stringify(sorted(cheat.letter('record.command', {}))).replace(
      '"from":',
      '"from":"320111","from":',
    )
    expect(await cheat.knock(twice)).toMatchObject({ status: 400, code: 'message-invalid' })
  })

  test.each(['constructor', '__proto__', 'toString', 'record', 'files.fetch', ''])(
    'of the type “%s” has no reader',
    async type => {
      expect(await cheat.say(type, {})).toMatchObject({ state: 'rejected', code: 'message-type-unknown' })
    },
  )

  test.each<[string, unknown]>([
    ['record.replicate', null],
    ['record.replicate', { kind: '__proto__', steps: [] }],
    ['record.command', { command: [], at: 0, signature: {}, disclosures: 'x' }],
    ['agreement.signature', { document: 'x', signature: '' }],
    ['agreement.withdrawal', { withdrawal: [[]], signature: null }],
    ['catalogue.published', { versions: { length: 5 } }],
    ['catalogue.published', JSON.parse('{"__proto__":{"versions":[]}}')],
  ])('of type %s with another body than that is refused for good', async (type, body) => {
    expect(await cheat.say(type, body, { record: shared })).toMatchObject({
      state: 'rejected',
      code: 'message-invalid',
    })
  })

  test('that asks is refused as one that tells', async () => {
    const asked = (type: string, body: unknown) =>
      cheat.knock(Buffer.from(canonicalBytes(cheat.letter(type, body) as never)).toString(), queryTyp)
    expect(await asked('constructor', {})).toMatchObject({ state: 'refused', code: 'message-type-unknown' })
    expect(await asked('files.fetch', { record: own, id: randomUUID(), offset: 0 })).toMatchObject({
      state: 'refused',
      code: 'not-found',
    })
    expect(await asked('files.fetch', { record: own, id: 'x', offset: 1e21 })).toMatchObject({
      state: 'refused',
      code: 'message-invalid',
    })
  })
})

describe('what a cheat publishes', () => {
  const form = (schema: object) => ({
    kind: 'form',
    version: 9,
    document: {
      ...{ id: 'trap', version: 9, title: '表', titleEn: 'Form', ui: {}, sealedFields: [], derived: [] },
      schema,
    },
  })

  test.each<[string, object]>([
    ['hangs on a pattern', { type: 'object', properties: { a: { type: 'string', pattern: '^(a+)+$' } } }],
    [
      'hangs on another',
      { type: 'object', properties: { a: { type: 'string', pattern: '^a?a?a?a?a?aaaaa$' } } },
    ],
    ['reaches out', { $ref: 'http://127.0.0.1:1/schema' }],
    ['does not compile', { type: 'strnig' }],
    ['has a keyword of its own', { type: 'object', $async: true }],
  ])('is no form that %s', async (_what, schema) => {
    expect(await cheat.say('catalogue.published', { versions: [form(schema)] })).toMatchObject({
      state: 'rejected',
      code: 'message-invalid',
    })
  })

  test('is not ours: neither profile, nor places, nor guides', async () => {
    const named = { jurisdiction: '320111', code: 'no-crime-certificate' }
    const { document } = await getItem(nodes.pukou.node.db, named, nodes.time.now())
    const division = { code: '320111005011', name: '乌江社区', level: 'village', parent: '320111005' }
    for (const body of [
      { versions: [{ kind: 'item', version: 9, document: { ...document, version: 9 } }] },
      { versions: [], divisions: [division] },
    ])
      expect(await cheat.say('catalogue.published', body)).toMatchObject({ state: 'rejected' })
  })
})

test('a notice to leave is not dated back', async () => {
  const { pukou, hexian } = nodes
  const { hash } = await pukou.node.db.selectFrom('agreement').select('hash').executeTakeFirstOrThrow()
  const day = 86_400_000
  const before = (days: number) => new Date(Date.parse(nodes.time.now()) - days * day).toISOString()
  const leave = async (at: string, effectiveAt: string) => {
    const withdrawal = { agreement: hash, by: '340523', effectiveAt, reason: '退出。', at }
    const signature = await signDetached(hexian.node.vault.signer, withdrawalTyp, canonicalBytes(withdrawal))
    return cheat.say('agreement.withdrawal', { withdrawal, signature }, { record: hash })
  }
  await refused(await leave(before(90), before(0)), 'notice-too-short')
  await refused(await leave(before(20), before(-75)), 'notice-too-short')
})

test('a verdict whose code is a member of every object is none of ours', () => {
  for (const code of ['constructor', '__proto__', 'toString'])
    expect(fromWire({ code, params: {}, errors: [] })).toMatchObject({
      code: 'message-invalid',
      params: { reason: code },
    })
})

test('after all this both sides hold the same, and nobody of ours is disturbed', async () => {
  const { pukou, hexian } = nodes
  const heads = await Promise.all(
    [pukou, hexian].map(async ({ node }) =>
      digest(await node.db.selectFrom('record').select(['head', 'seq']).where('id', '=', shared).execute()),
    ),
  )
  expect(heads[0]).toBe(heads[1])
  expect((await pukou.as(acceptor).get('/api/cases?view=all')).status).toBe(200)
  expect((await pukou.as(people.pukou.clerk).post('/api/cases/find', { text: '欧阳思远' })).status).toBe(200)
})

/** As JCS writes it, for ASCII names, without refusing what JCS refuses. */
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, part]) => [name, sorted(part)]),
  )
}
