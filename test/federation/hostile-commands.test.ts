import { makeRecordId } from '@lianqiao/model/identifiers/record-id.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Verdict } from './support/hostile.ts'
import { actor, applicant, clerk, type House, startHouse, system } from './support/house.ts'

let house: House
beforeAll(async () => {
  house = await startHouse()
})
afterAll(() => house?.nodes.stop())

describe('a command of a cheat', () => {
  test.each<[string, object]>([
    ['staff who are applicants', actor('staff', ['applicant'])],
    ['an applicant who is clerk', actor('applicant', ['applicant', 'clerk'])],
    ['staff who are the system', actor('staff', ['clerk', 'system'])],
    ['a system with a post', actor('system', ['acceptor'])],
    ['nobody', actor('staff', [])],
    ['a post that there is not', actor('staff', ['mayor'])],
  ])('is nothing where it comes from %s', async (_what, who) => {
    expect(
      await house.cheat.command(house.shared, 'withdraw', who as never, { reason: '撤回。' }),
    ).toMatchObject({
      state: 'rejected',
      code: 'message-invalid',
    })
  })

  test('speaks for his own people, never for ours', async () => {
    const ours = { ...actor('staff', ['acceptor']), jurisdiction: '320111', department: 'public-security' }
    await house.refused(await house.cheat.command(house.shared, 'accept', ours), 'message-invalid')
    const resident = { ...applicant, jurisdiction: '320111' }
    await house.refused(
      await house.cheat.command(house.shared, 'withdraw', resident, { reason: '撤回。' }),
      'message-invalid',
    )
  })

  test('of his system ends nothing that we lead: whether a time is over, our own clock says', async () => {
    await house.refused(await house.cheat.command(house.shared, 'lapse', system), 'wrong-seat')
    await house.refused(await house.cheat.command(house.shared, 'deem-accepted', system), 'wrong-phase')
  })

  test('gives him no post on our side of the case', async () => {
    for (const role of ['acceptor', 'approver', 'principal'])
      await house.refused(
        await house.cheat.command(
          house.shared,
          'lapse',
          actor('staff', [role], { department: 'public-security' }),
        ),
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
      [house.own, nowhere].map(id => house.cheat.command(id, 'withdraw', clerk, { reason: '撤回。' })),
    )
    expect(there).toEqual(none)
    await house.refused(there as Verdict, 'record-not-found')
  })

  test('holds back no part that it commits to', async () => {
    const sealed = { form: 'a'.repeat(64) }
    await house.refused(
      await house.cheat.command(house.shared, 'correct', clerk, { documents: [] }, { sealed }),
      'message-invalid',
    )
  })

  test('puts no paper off once more, in a correction', async () => {
    const documents = [{ code: 'application', by: 'later', files: [], originalSeen: false }]
    await house.refused(
      await house.cheat.command(house.shared, 'correct', clerk, { documents }),
      'guard-failed',
    )
  })

  test('from the future is none yet: it has no effect and no verdict', async () => {
    const at = new Date(Date.parse(house.nodes.time.now()) + 3_600_000).toISOString()
    const wish = await house.cheat.command(house.shared, 'withdraw', clerk, { reason: '撤回。' }, { at })
    expect(wish).toMatchObject({ status: 425, code: 'message-early' })
  })

  test('for a step named like a member of every object is no step', async () => {
    for (const verb of ['constructor', '__proto__', 'toString'])
      await house.refused(await house.cheat.command(house.shared, verb, clerk), 'verb-unknown')
  })

  test('to rate is heard from an applicant, but the case must be over and is rated once', async () => {
    await house.refused(
      await house.cheat.command(house.shared, 'rate', applicant, { grade: 5, points: [] }),
      'wrong-phase',
    )
    await house.refused(
      await house.cheat.command(house.shared, 'rate', clerk, { grade: 5, points: [] }),
      'wrong-phase',
    )
  })
})

test('after all this both sides hold the same, and nobody of ours is disturbed', () => house.undisturbed())
