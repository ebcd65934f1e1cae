import type { Action } from '@lianqiao/model/records/action.ts'
import { canonicalBytes, digest, signedPart } from '@lianqiao/model/records/chain.ts'
import { describe, expect, test } from 'vitest'
import { signDetached } from '../../server/src/platform/crypto/jws.ts'
import { generateSigningKey } from '../../server/src/platform/crypto/keys.ts'
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

describe('a replica is refused', () => {
  /** A step of 浦口 as it would be told to 和县, changed on the way; hash and signature made anew by `by`, where given. */
  async function tampered(change: (action: Action) => object, by: 'a' | 'b' | 'stranger' | 'nobody' = 'a') {
    const record = await openIncident(a)
    await deliver(a, b)
    await actAt(a, record, 'file', actorOf(pukou, 'duty'))
    const [letter] = (await collect(a)) as [Letter]
    const body = structuredClone(letter.body) as {
      kind: string
      steps: { action: Action; disclosures: [] }[]
    }
    const [step] = body.steps as [(typeof body.steps)[0]]
    const unsigned = { ...signedPart(step.action), ...change(step.action) }
    const signers = {
      a: a.vault.signer,
      b: b.vault.signer,
      stranger: generateSigningKey(pukou),
      nobody: undefined,
    }
    const signer = signers[by]
    step.action = {
      ...(unsigned as Action),
      hash: digest(unsigned),
      signature: signer
        ? await signDetached(signer, 'lianqiao-action+jws', canonicalBytes(unsigned))
        : step.action.signature,
    }
    const refusal = await hand(b, { ...letter, from: step.action.leader, body }).then(
      () => undefined,
      error => ({ code: error.code, reason: String(error.params.reason ?? '') }),
    )
    expect(await stepsOf(b, record)).toBe(refusal ? 1 : 2)
    return refusal
  }

  test('not when nothing was changed', async () => expect(await tampered(() => ({}))).toBeUndefined())

  test.each([
    ['its signature is of other content', () => ({ body: { note: '另一内容' } }), 'nobody', '签名不符'],
    ['a stranger signed it', () => ({}), 'stranger', 'key-unknown'],
    ['another than the leader signed it', () => ({}), 'b', 'key-unknown'],
    ['another than the leader appended it', () => ({ leader: hexian }), 'b', '非主办方'],
    [
      'it speaks for the other side without proof',
      () => ({ actor: actorOf(hexian, 'duty') }),
      'a',
      '缺少请求方签名',
    ],
    [
      'the other side signed no such wish',
      () => ({
        actor: actorOf(hexian, 'duty'),
        proof: { at: '2026-03-10T01:00:00.000Z', signature: 'e30..e30' },
      }),
      'a',
      '签名不符',
    ],
    ['the procedure has no such step', () => ({ verb: 'delete' }), 'a', '流程不允许'],
    ['the procedure does not allow it now', () => ({ verb: 'close' }), 'a', '流程不允许'],
    ['the post does not allow it', () => ({ actor: actorOf(pukou, 'clerk') }), 'a', '流程不允许'],
    ['its content is not the form', () => ({ body: { anything: 1 } }), 'a', '流程不允许'],
    ['it does not follow the step before', () => ({ prev: 'ab'.repeat(32) }), 'a', '不相接'],
    ['time runs backwards in it', () => ({ at: '2026-03-09T00:00:00.000Z' }), 'a', '时间倒退'],
  ] as const)('when %s', async (_why, change, by, why) => {
    expect(await tampered(change, by)).toMatchObject({
      code: 'chain-broken',
      reason: expect.stringContaining(why),
    })
  })

  test('for now, when it comes from the future', async () => {
    expect(await tampered(() => ({ at: '2026-03-10T01:06:00.000Z' }))).toMatchObject({
      code: 'message-early',
    })
  })

  test('when a wish is used a second time', async () => {
    const record = await openIncident(a)
    await deliver(a, b)
    await actAt(b, record, 'add', actorOf(hexian, 'duty'), { evidence: [] })
    await deliver(a, b)
    const wished = (await actionsOf(a.db, record.id)).at(-1) as Action
    const again = { ...signedPart(wished), seq: wished.seq + 1, prev: wished.hash }
    const signature = await signDetached(a.vault.signer, 'lianqiao-action+jws', canonicalBytes(again))
    await expect(
      hand(b, {
        ...{
          id: command(),
          from: pukou,
          to: hexian,
          type: 'record.replicate',
          at: wished.at,
          traceId: 'test',
        },
        record: record.id,
        body: {
          kind: 'incident',
          steps: [{ action: { ...again, hash: digest(again), signature }, disclosures: [] }],
        },
      }),
    ).rejects.toMatchObject({ code: 'chain-broken', params: { reason: expect.stringContaining('重复使用') } })
  })

  test('when it is a fork: another step at a place that is taken', async () => {
    const record = await openIncident(a)
    await deliver(a, b)
    await actAt(a, record, 'file', actorOf(pukou, 'duty'))
    const [letter] = (await collect(a)) as [Letter]
    await hand(b, letter)
    const body = letter.body as { kind: string; steps: { action: Action; disclosures: [] }[] }
    const filed = body.steps[0]?.action as Action
    const other = { ...signedPart(filed), command: command(), body: { note: '另一历史' } }
    const signature = await signDetached(a.vault.signer, 'lianqiao-action+jws', canonicalBytes(other))
    const forked = {
      ...body,
      steps: [{ action: { ...other, hash: digest(other), signature }, disclosures: [] }],
    }
    await expect(hand(b, { ...letter, body: forked })).rejects.toMatchObject({
      code: 'chain-broken',
      params: { reason: expect.stringContaining('两个版本') },
    })
    expect(digest(await actionsOf(b.db, record.id))).toBe(digest(await actionsOf(a.db, record.id)))
  })

  test('when a personal part is not the one that was committed to', async () => {
    const record = await openIncident(a)
    const [letter] = (await collect(a)) as [Letter]
    const body = structuredClone(letter.body) as { steps: { disclosures: { value: unknown }[] }[] }
    const part = body.steps[0]?.disclosures[0]
    if (part) part.value = '另有其事。'
    await expect(hand(b, { ...letter, body })).rejects.toThrow('message-invalid')
    await hand(b, letter)
    await expect(hand(b, { ...letter, body })).rejects.toThrow('message-invalid')
    expect(await stepsOf(b, record)).toBe(1)
  })

  test('when a third one tells what two others share', async () => {
    const record = await openIncident(a)
    const [letter] = (await collect(a)) as [Letter]
    await expect(hand(b, { ...letter, from: '330822' as Letter['from'] })).rejects.toThrow('message-invalid')
    await hand(b, letter)
    expect(await stepsOf(b, record)).toBe(1)
  })

  test('when this node has no part in it, or the number is another node’s to give', async () => {
    const mine = await openCase(a)
    const actions = await actionsOf(a.db, mine.id)
    const letter = {
      ...{
        id: command(),
        from: pukou,
        to: hexian,
        type: 'record.replicate',
        at: mine.openedAt,
        traceId: 'test',
      },
      record: mine.id,
      body: { kind: 'permit', steps: actions.map(action => ({ action, disclosures: [] })) },
    }
    await expect(hand(b, letter)).rejects.toMatchObject({ params: { reason: 'not a participant' } })

    const theirs = { ...signedPart(actions[0] as Action), leader: hexian, actor: actorOf(hexian, 'clerk') }
    const signature = await signDetached(b.vault.signer, 'lianqiao-action+jws', canonicalBytes(theirs))
    const steps = [{ action: { ...theirs, hash: digest(theirs), signature }, disclosures: [] }]
    await expect(hand(b, { ...letter, from: hexian, body: { kind: 'permit', steps } })).rejects.toMatchObject(
      {
        params: { reason: expect.stringContaining('编号') },
      },
    )
  })
})
