import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { staff } from '../../../test/support/as.ts'
import { testTime } from '../../../test/support/clock.ts'
import { startTestNode, type TestNode } from '../../../test/support/node.ts'
import { transaction } from '../platform/transaction.ts'
import { counters } from './index.ts'
import { callLongestWaiting } from './store/tickets.ts'

const clerk = staff('320111', ['clerk'], { subject: 'zhou', station: 'wujiang' })
const colleague = staff('320111', ['clerk'], { subject: 'wu', station: 'wujiang' })
const elsewhere = staff('320111', ['clerk'], { subject: 'far', station: 'pk-hall' })
const person = {
  name: '王晓桥',
  idNumber: '340523199003159916',
  consent: { notice: 'privacy-notice', given: true },
}

let node: TestNode
let time: ReturnType<typeof testTime>
const stops: (() => Promise<void>)[] = []
beforeEach(async () => {
  time = testTime()
  node = await startTestNode({ modules: [counters], time })
  stops.push(() => node.stop())
  return () => stops.pop()?.()
})
afterAll(() => Promise.all(stops.map(stop => stop())))

const take = async (more: object = {}) => {
  time.advance(1000)
  const wish = { command: randomUUID(), station: 'wujiang', kind: '政务', ...more }
  return (await node.as().post('/api/queue/tickets', wish)).body
}
const call = async (who = clerk, more: object = {}) => {
  const wish = { command: randomUUID(), station: 'wujiang', window: 'pk-service', ...more }
  return (await node.as(who).post('/api/queue/call', wish)).body
}
const act = async (id: string, verb: string, body: object = {}, who = clerk) =>
  (await node.as(who).post(`/api/queue/tickets/${id}/${verb}`, body)).body

test('one takes a number without saying who one is, and is told how many wait before', async () => {
  expect(await take()).toMatchObject({ code: 'F001', ahead: 0, kind: '政务' })
  expect(await take()).toMatchObject({ code: 'F002', ahead: 1 })
  expect(await take({ kind: '公安' })).toMatchObject({ code: 'B001', ahead: 0 })
})

test('the partner in the same room has letters of its own', async () => {
  const partner = await startTestNode({ modules: [counters], jurisdiction: '340523' })
  stops.push(() => partner.stop())
  const wish = { command: randomUUID(), station: 'wujiang', kind: '政务' }
  expect((await partner.as().post('/api/queue/tickets', wish)).body.code).toBe('M001')
  await stops.pop()?.()
})

test('the same wish gives the same number, and numbers begin anew with the local day', async () => {
  const command = randomUUID()
  expect((await take({ command })).id).toBe((await take({ command })).id)
  time.set('2026-03-10T15:59:00.000Z')
  expect((await take()).code).toBe('F002')
  time.set('2026-03-10T16:00:00.000Z')
  expect((await take()).code).toBe('F001')
})

test('many at the machine at once get numbers without gap or double', async () => {
  const codes = (await Promise.all(Array.from({ length: 12 }, () => take()))).map(t => t.code).sort()
  expect(codes).toEqual(Array.from({ length: 12 }, (_, i) => `F${String(i + 1).padStart(3, '0')}`))
})

test('a card is taken only with consent, an id that cannot be is told', async () => {
  const { consent: _, ...unasked } = person
  expect((await take({ person: unasked })).code).toBe('bad-input')
  const refused = { ...person, consent: { notice: 'privacy-notice', given: false } }
  expect((await take({ person: refused })).code).toBe('bad-input')
  expect((await take({ person: { ...person, idNumber: '340523199003159917' } })).code).toBe('bad-input')
  expect((await take({ kind: '帮办代办' })).code).toBe('not-found')
  expect((await take({ station: 'nowhere' })).code).toBe('not-found')
})

test('the list masks names; the call tells the clerk whose the number is, and that is audited', async () => {
  const { id } = await take({ person })
  time.advance(7 * 60_000)
  const list = (await node.as(clerk).get('/api/queue?station=wujiang')).body
  expect(list.tickets).toMatchObject([{ id, name: '王**', waitingMinutes: 7, state: 'waiting' }])
  expect(JSON.stringify(list)).not.toMatch(/王晓桥|340523199003159916/)

  expect(await call()).toMatchObject({
    code: 'F001',
    window: 'pk-service',
    person: { name: person.name, idNumber: person.idNumber },
  })
  const audited = await node.node.db
    .selectFrom('audit')
    .selectAll()
    .where('verb', '=', 'queue.call')
    .execute()
  expect(audited).toMatchObject([{ actor: 'zhou', object: id }])
  expect(JSON.stringify(audited)).not.toContain(person.idNumber)
})

test('the screen in the room shows numbers and windows, nothing of the person', async () => {
  await take({ person })
  await take()
  await call()
  const { body } = await node.as().get('/api/queue/display?station=wujiang')
  expect(body.called).toMatchObject([
    { code: 'F001', window: 'pk-service', windowName: '浦口政务服务窗口', calls: 1 },
  ])
  expect(body.waiting).toContainEqual({ kind: '政务', count: 1 })
  expect(JSON.stringify(body)).not.toMatch(/王|340523199003159916/)
})

test('a machine, a clerk of another station or nobody calls nobody', async () => {
  await take()
  expect((await call(elsewhere)).code).toBe('forbidden')
  expect((await call(clerk, { window: 'pk-kiosk' })).code).toBe('not-found')
  expect((await call(staff('320111', ['approver'], { station: 'wujiang' }))).code).toBe('forbidden')
  expect((await node.as(elsewhere).get('/api/queue?station=wujiang')).body.code).toBe('forbidden')
  expect((await node.as().post('/api/queue/call', {})).body.code).toBe('sign-in-needed')
})

test('clerks who call at the same moment never get the same person', async () => {
  for (let i = 0; i < 8; i++) await take()
  const called = await Promise.all(
    Array.from({ length: 10 }, (_, i) => call(i % 2 ? clerk : colleague, { window: 'pk-service' })),
  )
  const codes = called.flatMap(ticket => (ticket.window ? [ticket.code] : []))
  expect(codes.sort()).toEqual(Array.from({ length: 8 }, (_, i) => `F00${i + 1}`))
  expect(called.filter(ticket => ticket.code === 'queue-empty')).toHaveLength(2)
})

test('a clerk whose answer was lost asks again and gets the same person, not the next', async () => {
  await take()
  await take()
  const command = randomUUID()
  const first = await call(clerk, { command })
  const [again, meanwhile] = await Promise.all([call(clerk, { command }), call(clerk, { command })])
  expect([again.id, meanwhile.id]).toEqual([first.id, first.id])
  expect((await call(colleague, { command })).code).toBe('command-conflict')
})

test('a call that dies before it commits loses nobody', async () => {
  const { id } = await take()
  const queue = { station: 'wujiang', day: '2026-03-10' }
  const wish = { kind: '政务', window: 'pk-service', by: 'zhou', at: node.node.time.now() } as const
  await expect(
    transaction(node.node.db, async tx => {
      const ticket = await callLongestWaiting(tx, queue, { ...wish, command: randomUUID() })
      expect(ticket?.id).toBe(id)
      // Meanwhile another clerk passes it by rather than wait.
      expect((await call(colleague)).code).toBe('queue-empty')
      await sql`select pg_terminate_backend(pg_backend_pid())`.execute(tx)
    }),
  ).rejects.toThrow()
  expect((await call(colleague)).id).toBe(id)
})

test('calling the next finishes the one before; with nobody waiting the person at the window stays', async () => {
  const [first, second] = [await take(), await take()]
  await call()
  await call()
  expect((await call()).code).toBe('queue-empty')
  const list = (await node.as(clerk).get('/api/queue?station=wujiang')).body
  expect(list.tickets).toMatchObject([{ id: second.id, state: 'called' }])
  expect((await act(first.id, 'recall', { window: 'pk-service' })).code).toBe('wrong-phase')
})

test('who was passed over may come back, to a colleague too; who is being served stays with his clerk', async () => {
  const { id } = await take({ person })
  expect((await act(id, 'skip')).code).toBe('wrong-phase')
  await call()
  expect(await act(id, 'recall', { window: 'pk-service' })).toMatchObject({ calls: 2, state: 'called' })
  expect((await act(id, 'finish', {}, colleague)).code).toBe('forbidden')
  expect(await act(id, 'skip')).toMatchObject({ state: 'skipped' })
  expect(await act(id, 'skip')).toMatchObject({ state: 'skipped' })
  expect(await act(id, 'recall', { window: 'pk-police' }, colleague)).toMatchObject({
    window: 'pk-police',
    person: { name: '王晓桥' },
  })
  expect(await act(id, 'finish', {}, colleague)).toMatchObject({ state: 'finished' })
  expect(await act(id, 'finish', {}, colleague)).toMatchObject({ state: 'finished' })
  expect((await act(randomUUID(), 'finish')).code).toBe('ticket-not-found')
})

test('who is sent on keeps his number and his place', async () => {
  const early = await take()
  await take({ kind: '公安' })
  await call()
  expect((await act(early.id, 'transfer', { kind: '帮办代办' })).code).toBe('not-found')
  expect(await act(early.id, 'transfer', { kind: '公安' })).toMatchObject({ state: 'waiting', kind: '公安' })
  expect(await call(colleague, { window: 'pk-police' })).toMatchObject({ id: early.id, code: 'F001' })
})

test('a queue longer than a hall can serve takes no more', async () => {
  await node.node.db
    .insertInto('ticket')
    .values(
      Array.from({ length: 300 }, (_, i) => ({
        id: randomUUID(),
        station: 'wujiang',
        kind: '政务',
        day: '2026-03-10',
        letter: 'F',
        number: i + 1,
        taken_at: node.node.time.now(),
        take_command: randomUUID(),
      })),
    )
    .execute()
  expect((await take()).code).toBe('queue-full')
})

test('who one was is wiped when the day is over; the number stays for the figures', async () => {
  const { id } = await take({ person })
  const wipe = () => counters.jobs?.['counters.wipe-persons']?.work(node.node, {})
  const stored = () =>
    node.node.db
      .selectFrom('ticket')
      .select(['person', 'number'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
  await wipe()
  const before = (await stored()).person
  expect(before?.toString('latin1')).not.toContain(person.idNumber)
  expect(before).not.toBeNull()
  time.set('2026-03-10T16:07:00.000Z')
  await wipe()
  expect(await stored()).toEqual({ person: null, number: 1 })
})
