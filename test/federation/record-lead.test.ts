import { canonicalBytes, digest } from '@lianqiao/model/records/chain.ts'
import { describe, expect, test } from 'vitest'
import { signDetached } from '../../server/src/platform/crypto/jws.ts'
import type { Node } from '../../server/src/platform/node.ts'
import { actionsOf, disclosuresOf, pendingCommands } from '../../server/src/records/index.ts'
import { actorOf, hexian, pukou } from '../support/chronicle.ts'
import {
  actAt,
  collect,
  deliver,
  hand,
  held,
  type Letter,
  openCase,
  openIncident,
  startEngines,
  stepsOf,
} from './support/records.ts'

let a: Node
let b: Node
const time = startEngines((pukouNode, hexianNode) => {
  a = pukouNode
  b = hexianNode
})

const reason = { reason: '演示：情况如实说明。' }

describe('a wish of the other side', () => {
  test('is appended with its proof, which every holder checks', async () => {
    const record = await openIncident(a)
    await deliver(a, b)
    const settle = { jurisdiction: hexian, basis: '联合踏勘笔录', evidence: [] }
    await actAt(b, record, 'settle', actorOf(hexian, 'duty'), settle)
    expect(await pendingCommands(b.db, record.id)).toMatchObject([{ verb: 'settle', state: 'asked' }])
    await deliver(a, b)
    const last = (await actionsOf(b.db, record.id)).at(-1)
    expect(last).toMatchObject({ leader: pukou, actor: { jurisdiction: hexian }, proof: {} })
    expect(await pendingCommands(b.db, record.id)).toEqual([])
  })

  test('is refused before it is sent where the rule forbids it', async () => {
    const record = await openIncident(a)
    await deliver(a, b)
    await expect(actAt(b, record, 'file', actorOf(hexian, 'duty'))).rejects.toThrow('wrong-seat')
    expect(await collect(b)).toEqual([])
  })

  test('is refused when it is forged, changed, somebody else’s, or none of his business', async () => {
    const record = await openIncident(a)
    await deliver(a, b)
    await actAt(b, record, 'add', actorOf(hexian, 'duty'), { evidence: [] })
    const [letter] = (await collect(b)) as [Letter]
    const body = letter.body as { command: { actor: object; body: object } }
    const changed = { ...body, command: { ...body.command, actor: actorOf(hexian, 'principal') } }
    await expect(hand(a, { ...letter, body: changed })).rejects.toThrow('message-invalid')
    const ours = { ...body, command: { ...body.command, actor: actorOf(pukou, 'duty') } }
    await expect(hand(a, { ...letter, body: ours })).rejects.toThrow('message-invalid')
    await expect(hand(a, { ...letter, record: (await openCase(a)).id })).rejects.toThrow('message-invalid')
    expect(await stepsOf(a, record)).toBe(1)
    const private_ = await openCase(a)
    const signed = { ...body.command, record: private_.id }
    const at = time.now()
    const signature = await signDetached(
      b.vault.signer,
      'lianqiao-command+jws',
      canonicalBytes({ ...signed, at }),
    )
    const curious = {
      ...letter,
      record: private_.id,
      body: { command: signed, at, signature, disclosures: [] },
    }
    await expect(hand(a, curious)).rejects.toThrow('record-not-found')
  })
})

describe('the lead', () => {
  const duty = { a: actorOf(pukou, 'duty'), b: actorOf(hexian, 'duty') }
  const offer = (to: string) => ({ to, ...reason })

  test('passes over the border and back, each signing its half', async () => {
    const record = await openIncident(a)
    await deliver(a, b)
    await actAt(a, record, 'offer', duty.a, offer(hexian))
    await deliver(a, b)
    expect(await actAt(b, record, 'take', duty.b)).toEqual({ done: false, leader: pukou })
    await deliver(a, b)
    expect([(await held(a, record)).leader, (await held(b, record)).leader]).toEqual([hexian, hexian])
    expect(await actAt(b, record, 'file', duty.b)).toMatchObject({ done: true })
    expect(await actAt(a, record, 'add', duty.a, { evidence: [] })).toEqual({ done: false, leader: hexian })
    await deliver(a, b)
    await actAt(b, record, 'offer', duty.b, offer(pukou))
    await deliver(a, b)
    await actAt(a, record, 'take', duty.a)
    await deliver(a, b)
    expect(digest(await actionsOf(a.db, record.id))).toBe(digest(await actionsOf(b.db, record.id)))
    expect((await actionsOf(a.db, record.id)).map(s => [s.verb, s.leader])).toEqual([
      ['report', pukou],
      ['offer', pukou],
      ['take', pukou],
      ['file', hexian],
      ['add', hexian],
      ['offer', hexian],
      ['take', hexian],
    ])
  })

  test('gives who takes it the parts that a leader needs', async () => {
    const record = await openIncident(a)
    await actAt(a, record, 'offer', duty.a, offer(hexian))
    await deliver(a, b)
    const contact = async () =>
      (await disclosuresOf(b, b.db, record.id)).get(0)?.find(p => p.name === 'contact')
    expect(await contact()).toBeUndefined()
    await actAt(b, record, 'take', duty.b)
    await deliver(a, b)
    expect(await contact()).toMatchObject({ value: { phone: 'demo' } })
  })

  test('declined or taken back stays where it was', async () => {
    const record = await openIncident(a)
    for (const [node, verb, who] of [
      [b, 'decline', duty.b],
      [a, 'revoke', duty.a],
    ] as const) {
      await actAt(a, record, 'offer', duty.a, offer(hexian))
      await deliver(a, b)
      await actAt(node, record, verb, who, reason)
      await deliver(a, b)
      expect(await held(b, record)).toMatchObject({ leader: pukou, phase: 'reported' })
    }
    expect(await actAt(a, record, 'file', duty.a)).toMatchObject({ done: true })
  })

  test('that was taken back meanwhile is not taken; the asking side is told', async () => {
    const record = await openIncident(a)
    await actAt(a, record, 'offer', duty.a, offer(hexian))
    await deliver(a, b)
    await actAt(b, record, 'take', duty.b)
    await actAt(a, record, 'revoke', duty.a, reason)
    const [take] = (await collect(b)) as [Letter]
    await expect(hand(a, take)).rejects.toThrow('wrong-phase')
    expect((await held(a, record)).leader).toBe(pukou)
  })

  test('moves the clocks to the new leader, and no wish goes to the old one', async () => {
    const record = await openIncident(a)
    const wakeAt = async (node: Node) =>
      (await node.db.selectFrom('record').select('wake_at').where('id', '=', record.id).executeTakeFirst())
        ?.wake_at
    await deliver(a, b)
    expect([await wakeAt(a), await wakeAt(b)]).toEqual([expect.any(Date), null])
    await actAt(a, record, 'offer', duty.a, offer(hexian))
    await deliver(a, b)
    await actAt(b, record, 'take', duty.b)
    await deliver(a, b)
    expect([await wakeAt(a), await wakeAt(b)]).toEqual([null, expect.any(Date)])
    await actAt(a, record, 'add', duty.a, { evidence: [] })
    const [letter] = (await collect(a)) as [Letter]
    expect(letter.to).toBe(hexian)
    await actAt(b, record, 'offer', duty.b, offer(pukou))
    await deliver(a, b)
    await actAt(a, record, 'take', duty.a)
    await deliver(a, b)
    await expect(hand(b, letter)).rejects.toThrow('not-leader')
  })
})
