import { randomUUID } from 'node:crypto'
import type { Agreement } from '@lianqiao/model/catalogue/agreement.ts'
import { digest } from '@lianqiao/model/records/chain.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { getItem, snapshotOf } from '../../server/src/catalogue/index.ts'
import { importAgreement, signAgreement } from '../../server/src/federation/index.ts'
import { transaction } from '../../server/src/platform/transaction.ts'
import { takeSteps } from '../../server/src/records/take.ts'
import { staff } from '../support/as.ts'
import { shippedAgreement } from '../support/jurisdictions.ts'
import { until } from '../support/until.ts'
import { actor, applicant, clerk, type House, startHouse, system } from './support/house.ts'

let house: House
beforeAll(async () => {
  house = await startHouse()
})
afterAll(() => house?.nodes.stop())

describe('a record that a cheat opens for us', () => {
  test('is taken where it is honest', async () => {
    expect(await house.cheat.tell(await house.receiving(), clerk)).toMatchObject({ state: 'processed' })
  })

  test('needs the grant, also where he calls somebody an applicant, or his system', async () => {
    await house.refused(
      await house.cheat.tell(await house.receiving({ mode: 'online' }), applicant),
      'station-not-granted',
    )
    await house.refused(await house.cheat.tell(await house.receiving(), system), 'station-not-granted')
    await house.refused(
      await house.cheat.tell(await house.receiving({}, { code: 'marriage-registration' }), clerk),
      'no-grant',
    )
  })

  test('is about a guide as we have published it: no shorter time, other department or unknown version', async () => {
    const hour = { unit: 'working-hour', amount: 0.1 }
    const named = { jurisdiction: '320111', code: 'no-crime-certificate' }
    const { limits } = snapshotOf(await getItem(house.nodes.pukou.node.db, named, house.nodes.time.now()))
    for (const change of [
      { limits: { ...limits, acceptance: hour } },
      { department: 'medical-insurance' },
      { version: 77 },
      { name: '<script>' },
      { certificateType: '11100000000013127D001' },
    ])
      await house.refused(await house.cheat.tell(await house.receiving({}, change), clerk), 'item-not-found')
  })

  test('names nobody’s account of ours as its applicant', async () => {
    const subject = 'r-of-a-resident-of-pukou'
    const { state, record } = await house.cheat.tell(await house.receiving({ subject }), clerk)
    expect(state).toBe('processed')
    const resident = { kind: 'resident', jurisdiction: '320111', subject, name: '演示', roles: ['resident'] }
    expect((await house.nodes.pukou.as(resident as never).get(`/api/cases/${record}`)).status).toBe(404)
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
    await house.refused(await house.cheat.tell(await house.receiving(), clerk, parts), 'bad-input')
  })

  test('takes no part that the step does not have, were it named like a member of every object', async () => {
    for (const name of ['constructor', 'toString', 'hasOwnProperty'])
      await house.refused(await house.cheat.tell(await house.receiving(), clerk, { [name]: {} }), 'bad-input')
  })

  test('is told by who leads it and by nobody else', async () => {
    const other = await house.cheat.opening(await house.receiving(), clerk, {}, { leader: '330822' })
    const { record, step } = other
    const verdict = await house.cheat.say('record.replicate', { kind: 'permit', steps: [step] }, { record })
    await house.refused({ ...verdict, record }, 'message-invalid')
  })

  test('in thousands of steps that lead nowhere costs little and leaves nothing', async () => {
    const { record, step } = await house.cheat.opening(await house.receiving({}, { version: 77 }), clerk)
    const steps = Array.from({ length: 1200 }, () => step)
    // Time of the processor, not of the clock on the wall: others may be at work on the same machine.
    const began = process.cpuUsage()
    const verdict = await house.cheat.say('record.replicate', { kind: 'permit', steps }, { record })
    const { user, system } = process.cpuUsage(began)
    expect(user + system).toBeLessThan(10_000_000)
    await house.refused({ ...verdict, record }, 'item-not-found')
  })
})

describe('a request of a cheat', () => {
  /** A history in which he received, accepted and asks us: each step in due form but for what he asks. */
  async function asking(change: object) {
    const item = { code: 'resident-insurance', department: 'medical-insurance' }
    const { record, step } = await house.cheat.opening(
      await house.receiving({ deciding: '340523' }, item),
      clerk,
    )
    const asked = { request: randomUUID(), to: '320111', task: 'insurance-stop', name: '停保' }
    const limit = { unit: 'working-hour', amount: 2 }
    const authority = [{ id: randomUUID(), sha256: '0'.repeat(64) }]
    const ask = { ...asked, department: 'medical-insurance', limit, authority, ...change }
    const officer = actor('staff', ['acceptor'], { department: 'medical-insurance' })
    const steps = [step]
    for (const [verb, body] of Object.entries({ accept: {}, ask })) {
      const more = { record, verb, seq: steps.length, prev: steps.at(-1)?.action.hash }
      steps.push((await house.cheat.opening(body, officer, {}, more)).step)
    }
    const verdict = await house.cheat.say('record.replicate', { kind: 'permit', steps }, { record })
    return { ...verdict, record }
  }

  test('is for a task of ours, in our time and our department', async () => {
    expect(await asking({})).toMatchObject({ state: 'processed' })
    for (const change of [
      { limit: { unit: 'working-hour', amount: 0.1 } },
      { department: 'public-security' },
      { task: 'do-as-i-say' },
    ])
      await house.refused(await asking(change), 'no-collaboration')
    // Nobody's insurance is ended because a partner says that he wants it.
    await house.refused(await asking({ authority: [] }), 'authority-missing')
  })
})

const shipped = shippedAgreement('320111', '340523')

describe('a step of a cheat under a version that lacks a signature', () => {
  const secadmin = staff('320111', ['secadmin'])
  const marriage = { code: 'marriage-registration' }
  const onMarriage = async () => house.cheat.tell(await house.receiving({}, marriage), clerk)

  /** A version that would give the cheat the item, imported by both; `signed` by those sides alone. */
  async function drafted(
    version: number,
    change: Partial<Agreement['grants'][number]>,
    signed: ('pukou' | 'hexian')[],
  ) {
    const wider = { ...shipped.grants[0], id: 'wider', items: [marriage.code], ...change }
    const document = { ...shipped, version, grants: [...shipped.grants, wider] } as Agreement
    const { nodes } = house
    for (const { node } of [nodes.pukou, nodes.hexian]) await importAgreement(node, document)
    const hash = digest(document)
    for (const side of signed) await signAgreement(nodes[side].node, { hash, who: 'system' })
    await until('what was signed is known', async () => {
      const { body } = await nodes.pukou.as(secadmin).get('/api/agreements')
      const one = body.agreements.find((agreement: { hash: string }) => agreement.hash === hash)
      return one?.signatures.filter((s: { state: string }) => s.state === 'valid').length === signed.length
    })
  }

  test('is refused for good where the missing one is ours: we never agreed', async () => {
    await drafted(2, {}, ['hexian'])
    await house.refused(await onMarriage(), 'agreement-unsigned')
  })

  test('is refused for good where the text would not allow it, were it signed', async () => {
    await drafted(3, { to: '2026-03-09' }, ['pukou'])
    await house.refused(await onMarriage(), 'agreement-unsigned')
    const other = await house.receiving({}, { code: 'nothing-of-the-kind' })
    await house.refused(await house.cheat.tell(other, clerk), 'no-grant')
  })

  test('waits, as often as he says it, and leaves nothing, where the missing one is his', async () => {
    await drafted(4, {}, ['pukou'])
    const { db } = house.nodes.pukou.node
    for (const _ of [1, 2, 3]) {
      const { record, ...answer } = await onMarriage()
      expect(answer).toMatchObject({ status: 425, code: 'agreement-awaited' })
      const traces = await Promise.all([
        db.selectFrom('record').select('id').where('id', '=', record).execute(),
        db.selectFrom('inbox').select('id').where('record_id', '=', record).execute(),
        db.selectFrom('audit').select('verb').where('object', '=', record).execute(),
        db.selectFrom('alarm').select('kind').execute(),
      ])
      expect(traces.flat()).toEqual([])
    }
    // Nothing else that he says waits for it.
    expect(await house.cheat.tell(await house.receiving(), clerk)).toMatchObject({ state: 'processed' })
  })
})

describe('a case that a cheat dates back to before the end of the grant', () => {
  const day = (date: string) => `${date}T01:00:00.000Z`
  const told = async (at: string) => house.cheat.tell(await house.receiving(), clerk, {}, { at: day(at) })

  test('is taken only as long as a letter may have waited; where the grant still stands, also later', async () => {
    const { nodes } = house
    const ending = shipped.grants.map(grant =>
      grant.id === 'pk-police-certificates' ? { ...grant, to: '2026-03-12' } : grant,
    )
    const document = { ...shipped, version: 5, grants: ending } as Agreement
    nodes.time.set(day('2026-03-19'))
    expect(await told('2026-03-10')).toMatchObject({ state: 'processed' })
    for (const { node } of [nodes.pukou, nodes.hexian]) await importAgreement(node, document)
    for (const { node } of [nodes.hexian, nodes.pukou])
      await signAgreement(node, { hash: digest(document), who: 'system' })
    await until('in force here', async () => {
      const { body } = await nodes.pukou.as(staff('320111', ['secadmin'])).get('/api/agreements')
      return body.agreements.some(
        (a: { version: number; standing: string }) => a.version === 5 && a.standing === 'in-force',
      )
    })
    // A week before the 19th is the grant’s last day.
    for (const _ of [1, 2]) expect(await told('2026-03-11')).toMatchObject({ state: 'processed' })
    await house.refused(await told('2026-03-13'), 'grant-expired')
    nodes.time.set(day('2026-03-20'))
    await house.refused(await told('2026-03-11'), 'grant-expired')
    await house.refused(await told('2026-03-12'), 'grant-expired')
    // What this node asks for after a loss is as old as it says.
    const at = day('2026-03-11')
    const { record, step } = await house.cheat.opening(await house.receiving(), clerk, {}, { at })
    const { node } = nodes.pukou
    const steps = [step] as never
    const back = transaction(node.db, tx => takeSteps(node, tx, record, { kind: 'permit', steps }, true))
    expect(await back).toMatchObject({ id: record, seq: 0, openedAt: at })
  })
})

test('steps beyond any that a record can have are refused before they are looked for', async () => {
  const ask = (from: number) =>
    house.nodes.hexian.node.exchange.query(house.nodes.pukou.node.jurisdiction, 'records.steps', {
      record: '320111-340523-20260310-000001-C',
      from,
    })
  await expect(ask(2 ** 31)).rejects.toMatchObject({ code: 'message-invalid' })
  await expect(ask(2 ** 31 - 1)).rejects.toMatchObject({ code: 'record-not-found' })
})

test('after all this both sides hold the same, and nobody of ours is disturbed', () => house.undisturbed())
