import type { RecordState } from '@lianqiao/model/records/state.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Node } from '../../server/src/platform/node.ts'
import { actionsOf, wakeRecords } from '../../server/src/records/index.ts'
import { actorOf, hexian, pukou } from '../support/chronicle.ts'
import { incidentContents, permitContents } from '../support/steps.ts'
import { startTwoNodes, type TwoNodes } from '../support/two-nodes.ts'
import { actAt, deliver, engineAlone, held, openCase, openIncident } from './support/records.ts'

/** One story in time: each test goes on where the one before stood still. It begins on Tuesday 10 March 2026, 9:00. */
let nodes: TwoNodes
let a: Node
let b: Node
beforeAll(async () => {
  nodes = await startTwoNodes({ modules: engineAlone, seeded: false })
  a = nodes.pukou.node
  b = nodes.hexian.node
})
afterAll(() => nodes.stop())

const acceptor = actorOf(pukou, 'acceptor')
const verbs = async (record: RecordState, node = a) => (await actionsOf(node.db, record.id)).map(s => s.verb)
const lastOf = async (record: RecordState) => (await actionsOf(a.db, record.id)).at(-1)

/** Whatever is owed is done, step by step, until nothing is owed. */
async function wakeAll(node: Node): Promise<void> {
  while ((await wakeRecords(node)) > 0);
}

test('the second level takes over at the very end of the first one’s time, and is urged once', async () => {
  const record = await openIncident(a)
  const duty = actorOf(pukou, 'duty')
  await actAt(a, record, 'file', duty)
  await actAt(a, record, 'dispatch', duty, incidentContents.dispatch?.(record as never))
  // Eight working hours of days that have seven.
  nodes.time.set('2026-03-11T01:59:59.999Z')
  await wakeAll(a)
  expect(await verbs(record)).not.toContain('escalate')
  nodes.time.set('2026-03-11T02:00:00.000Z')
  await wakeAll(a)
  expect(await lastOf(record)).toMatchObject({ verb: 'escalate', actor: { kind: 'system' } })
  expect((await held(a, record)).data).toMatchObject({ level: 2, unit: { department: 'emergency' } })
  nodes.time.set('2026-03-13T10:00:00.000Z')
  await wakeAll(a)
  await wakeAll(a)
  const urgings = (await actionsOf(a.db, record.id)).filter(s => s.verb === 'urge').map(s => s.body.clock)
  expect(urgings).toEqual(['securing', 'handling'])
})

test('silence accepts, from the day of receipt, and only once', async () => {
  nodes.time.set('2026-03-16T01:00:00.000Z')
  const record = await openCase(a)
  nodes.time.set('2026-03-23T15:59:59.999Z')
  await wakeAll(a)
  expect(await verbs(record)).toEqual(['receive'])
  nodes.time.set('2026-03-23T16:00:00.000Z')
  // Several processes of one node look at the same time.
  const steps = await Promise.all([wakeRecords(a), wakeRecords(a), wakeRecords(a)])
  expect(steps.reduce((sum, n) => sum + n, 0)).toBe(1)
  expect(await verbs(record)).toEqual(['receive', 'deem-accepted'])
  expect((await held(a, record)).data).toMatchObject({ deemed: true, acceptedAt: '2026-03-16T01:00:00.000Z' })
})

test('a side that only received does not accept by silence; the one that decides does, from when it had the papers', async () => {
  const record = await openCase(a, { deciding: hexian })
  await deliver(a, b)
  nodes.time.advance(20 * 86_400_000)
  await wakeAll(a)
  await wakeAll(b)
  expect(await verbs(record)).toEqual(['receive'])
  await actAt(a, record, 'offer', actorOf(pukou, 'clerk'), { to: hexian })
  await deliver(a, b)
  await actAt(b, record, 'take', actorOf(hexian, 'acceptor'))
  await deliver(a, b)
  const takenAt = nodes.time.now()
  nodes.time.advance(20 * 86_400_000)
  await wakeAll(b)
  await deliver(a, b)
  expect(await verbs(record)).toEqual(['receive', 'offer', 'take', 'deem-accepted'])
  expect((await held(a, record)).data).toMatchObject({ acceptedAt: takenAt })
})

test('what is not corrected in time lapses', async () => {
  const record = await openCase(a)
  await actAt(a, record, 'require-correction', acceptor, permitContents['require-correction']?.(record))
  nodes.time.advance(29 * 86_400_000)
  await wakeAll(a)
  expect(await verbs(record)).toHaveLength(2)
  nodes.time.advance(30 * 86_400_000)
  await wakeAll(a)
  expect(await held(a, record)).toMatchObject({ phase: 'lapsed', ended: true })
})

test('a silent partner is urged once; after a denial nobody is', async () => {
  const asked = async () => {
    const record = await openCase(a)
    await actAt(a, record, 'accept', acceptor)
    await actAt(a, record, 'ask', acceptor, permitContents.ask?.(record))
    return record
  }
  const [waiting, denied] = [await asked(), await asked()]
  await actAt(a, denied, 'deny', actorOf(pukou, 'approver'), permitContents.deny?.(denied))
  nodes.time.advance(5 * 86_400_000)
  await wakeAll(a)
  nodes.time.advance(5 * 86_400_000)
  await wakeAll(a)
  expect((await verbs(waiting)).filter(verb => verb === 'escalate')).toHaveLength(1)
  expect(await verbs(denied)).not.toContain('escalate')
  await deliver(a, b)
  expect(await verbs(waiting, b)).toContain('escalate')
})

test('one record that cannot be woken is tried again later, and holds up no other', async () => {
  const [broken, sound] = [await openCase(a), await openCase(a)]
  await a.db.updateTable('record').set({ kind: 'unheard-of' }).where('id', '=', broken.id).execute()
  nodes.time.advance(10 * 86_400_000)
  await wakeAll(a)
  expect(await verbs(sound)).toContain('deem-accepted')
  const row = await a.db.selectFrom('record').select('wake_at').where('id', '=', broken.id).executeTakeFirst()
  expect(row?.wake_at?.getTime()).toBe(Date.parse(nodes.time.now()) + 60_000)
  await a.db.updateTable('record').set({ kind: 'permit' }).where('id', '=', broken.id).execute()
  nodes.time.advance(60_000)
  await wakeAll(a)
  expect(await verbs(broken)).toContain('deem-accepted')
})
