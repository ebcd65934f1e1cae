import type { RecordState } from '@lianqiao/model/records/state.ts'
import { describe, expect, test } from 'vitest'
import type { Node } from '../../server/src/platform/node.ts'
import { actionsOf } from '../../server/src/records/index.ts'
import { actorOf, hexian, pukou } from '../support/chronicle.ts'
import {
  actAt,
  collect,
  command,
  deliver,
  hand,
  type Letter,
  openCase,
  startEngines,
  stepsOf,
} from './support/records.ts'

let a: Node
let b: Node
startEngines((pukouNode, hexianNode) => {
  a = pukouNode
  b = hexianNode
})

const acceptor = actorOf(pukou, 'acceptor')
const correction = { points: [{ document: 'id-card', text: '请补交身份证反面。' }] }
const reason = { reason: '演示：情况如实说明。' }

describe('a command', () => {
  test('begins one record, however often it comes and however much at once', async () => {
    const once = { command: command() }
    const [first, ...again] = await Promise.all([openCase(a, once), openCase(a, once), openCase(a, once)])
    expect(new Set([first, ...again].map(state => state?.id)).size).toBe(1)
    expect(await stepsOf(a, first as RecordState)).toBe(1)
  })

  test('begins nothing else with other content', async () => {
    const once = { command: command() }
    await openCase(a, once)
    await expect(openCase(a, once, { mode: 'online' })).rejects.toThrow('command-conflict')
    await expect(openCase(a, { ...once, parts: { applicant: { name: '演示乙' } } })).rejects.toThrow(
      'command-conflict',
    )
  })

  test('takes one step, and answers the same again', async () => {
    const record = await openCase(a)
    const same = { command: command() }
    const first = await actAt(a, record, 'return', acceptor, reason, same)
    expect(await actAt(a, record, 'return', acceptor, reason, same)).toEqual(first)
    expect(await stepsOf(a, record)).toBe(2)
  })

  test('takes no other step under the same id', async () => {
    const record = await openCase(a)
    const same = { command: command() }
    await actAt(a, record, 'accept', acceptor, {}, same)
    await expect(actAt(a, record, 'accept', acceptor, { note: '另一内容' }, same)).rejects.toThrow(
      'command-conflict',
    )
    await expect(actAt(a, record, 'review', acceptor, {}, same)).rejects.toThrow('command-conflict')
    await expect(actAt(a, record, 'accept', actorOf(pukou, 'approver'), {}, same)).rejects.toThrow(
      'command-conflict',
    )
    expect(await stepsOf(a, record)).toBe(2)
  })

  test('is known by what the person sent, where the node fills in the rest', async () => {
    const record = await openCase(a)
    const same = { command: command(), sent: { verb: 'accept' } }
    await actAt(a, record, 'accept', acceptor, { note: '第一次' }, same)
    await actAt(a, record, 'accept', acceptor, { note: '第二次' }, same)
    expect(await stepsOf(a, record)).toBe(2)
  })

  test('is asked of a leader elsewhere once, and refused there when it says something else', async () => {
    const record = await openCase(a, { deciding: hexian })
    await deliver(a, b)
    const same = { command: command() }
    const clerk = actorOf(hexian, 'acceptor')
    const asked = await actAt(b, record, 'require-correction', clerk, correction, same)
    expect(asked).toEqual({ done: false, leader: pukou })
    await actAt(b, record, 'require-correction', clerk, correction, same)
    const [letter, ...more] = await collect(b)
    expect(more).toEqual([])
    await expect(actAt(b, record, 'return', clerk, reason, same)).rejects.toThrow('command-conflict')
    await hand(a, letter as Letter)
    await hand(a, letter as Letter)
    expect(await stepsOf(a, record)).toBe(2)
    const body = letter?.body as { command: object }
    const other = { ...body, at: '2026-03-10T01:00:00.001Z' }
    await expect(hand(a, { ...(letter as Letter), body: other })).rejects.toThrow('message-invalid')
  })
})

describe('two at once', () => {
  test('one is first, the other is told to look again', async () => {
    const record = await openCase(a)
    const wishes = ['accept', 'return'].map(verb =>
      actAt(a, record, verb, acceptor, verb === 'return' ? reason : {}, { seen: record.seq }),
    )
    const [done, stale] = (await Promise.allSettled(wishes)).sort(r => (r.status === 'fulfilled' ? -1 : 1))
    expect(done?.status).toBe('fulfilled')
    expect(String((stale as PromiseRejectedResult).reason)).toContain('stale')
    expect(await stepsOf(a, record)).toBe(2)
  })

  test('many that may follow one another follow one another', async () => {
    const record = await openCase(a)
    const verify = () => actAt(a, record, 'verify', actorOf(pukou, 'clerk'), { documents: ['id-card'] })
    const outcomes = await Promise.all(Array.from({ length: 6 }, verify))
    expect(outcomes.map(o => o.done && o.seq).sort()).toEqual([1, 2, 3, 4, 5, 6])
    expect((await actionsOf(a.db, record.id)).map(s => s.seq)).toEqual([0, 1, 2, 3, 4, 5, 6])
  })

  test('what is refused leaves nothing behind', async () => {
    const record = await openCase(a)
    await collect(a)
    await expect(actAt(a, record, 'grant', acceptor, { number: '1' })).rejects.toThrow('wrong-phase')
    await expect(actAt(a, record, 'return', acceptor, {})).rejects.toThrow('bad-input')
    await expect(actAt(a, record, 'return', acceptor, { reason: '不\u0000可' })).rejects.toThrow('bad-input')
    expect(await stepsOf(a, record)).toBe(1)
    expect(await collect(a)).toEqual([])
  })
})
