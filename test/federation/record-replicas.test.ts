import { digest } from '@lianqiao/model/records/chain.ts'
import { describe, expect, test } from 'vitest'
import type { Node } from '../../server/src/platform/node.ts'
import { actionsOf, disclosuresOf } from '../../server/src/records/index.ts'
import { actorOf, pukou } from '../support/chronicle.ts'
import { permitContents as contents } from '../support/steps.ts'
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
startEngines((pukouNode, hexianNode) => {
  a = pukouNode
  b = hexianNode
})

const acceptor = actorOf(pukou, 'acceptor')

describe('a replica', () => {
  test('is the same history, byte for byte', async () => {
    const record = await openIncident(a)
    await actAt(a, record, 'file', actorOf(pukou, 'duty'))
    await deliver(a, b)
    expect(digest(await actionsOf(b.db, record.id))).toBe(digest(await actionsOf(a.db, record.id)))
    expect(digest(await held(b, record))).toBe(digest(await held(a, record)))
  })

  test('holds the personal parts that are for it, sealed, and no others', async () => {
    const record = await openIncident(a)
    await deliver(a, b)
    const partsAt = async (node: Node) =>
      (await disclosuresOf(node, node.db, record.id))
        .get(0)
        ?.map(part => part.name)
        .sort()
    expect(await partsAt(a)).toEqual(['contact', 'description'])
    expect(await partsAt(b)).toEqual(['description'])
    const rows = await b.db.selectFrom('disclosure').selectAll().where('record_id', '=', record.id).execute()
    expect(rows.every(row => !row.bytes.includes('倾倒'))).toBe(true)
    expect(JSON.stringify(await held(b, record))).not.toContain('倾倒')
  })

  test('that comes twice changes nothing; one that comes too early is sent again', async () => {
    const record = await openIncident(a)
    await actAt(a, record, 'file', actorOf(pukou, 'duty'))
    const [first, second] = (await collect(a)) as [Letter, Letter]
    await expect(hand(b, second)).rejects.toThrow('message-early')
    await hand(b, first)
    await hand(b, first)
    await hand(b, second)
    await hand(b, first)
    expect(await stepsOf(b, record)).toBe(2)
  })

  test('goes whole to one who is asked late', async () => {
    const record = await openCase(a)
    await actAt(a, record, 'accept', acceptor)
    expect(await collect(a)).toEqual([])
    const given = { given: { applicant: { name: '演示甲', idNumber: 'demo' } } }
    await actAt(a, record, 'ask', acceptor, contents.ask?.(record), { parts: given })
    await deliver(a, b)
    expect(await stepsOf(b, record)).toBe(3)
    const parts = await disclosuresOf(b, b.db, record.id)
    expect([...parts.keys()]).toEqual([2])
  })
})
