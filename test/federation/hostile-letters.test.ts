import { randomUUID } from 'node:crypto'
import { fromWire, queryTyp } from '@lianqiao/model/exchange/messages.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { canonicalBytes } from '../../server/src/platform/crypto/canonical.ts'
import { type House, startHouse } from './support/house.ts'

let house: House
beforeAll(async () => {
  house = await startHouse()
})
afterAll(() => house?.nodes.stop())

describe('a letter of a cheat', () => {
  test('has no text that a database cannot keep, wherever it stands', async () => {
    for (const odd of [{ type: 'a\u0000b' }, { record: '\u0000' }, { body: { 'a\u0000': 1 } }]) {
      const verdict = await house.cheat.knock(
        JSON.stringify(sorted(house.cheat.letter('record.command', {}, odd))),
      )
      expect(verdict).toMatchObject({ status: 400, code: 'message-invalid' })
    }
    const half = JSON.stringify(sorted(house.cheat.letter('record.command', { text: '\ud800' })))
    expect(await house.cheat.knock(half)).toMatchObject({ status: 400, code: 'message-invalid' })
  })

  test('has no number that two parsers read differently', async () => {
    for (const number of ['1e400', '12345678901234567890', '0.1000000000000000055', '-0', '1.0'])
      expect(
        await house.cheat.knock(
          JSON.stringify(sorted(house.cheat.letter('record.command', { n: 1 }))).replace(
            '"n":1',
            `"n":${number}`,
          ),
        ),
      ).toMatchObject({ status: 400, code: 'message-invalid' })
  })

  test('has each member once', async () => {
    const twice = JSON.stringify(sorted(house.cheat.letter('record.command', {}))).replace(
      '"from":',
      '"from":"320111","from":',
    )
    expect(await house.cheat.knock(twice)).toMatchObject({ status: 400, code: 'message-invalid' })
  })

  test.each(['constructor', '__proto__', 'toString', 'record', 'files.fetch', ''])(
    'of the type “%s” has no reader',
    async type => {
      expect(await house.cheat.say(type, {})).toMatchObject({
        state: 'rejected',
        code: 'message-type-unknown',
      })
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
    expect(await house.cheat.say(type, body, { record: house.shared })).toMatchObject({
      state: 'rejected',
      code: 'message-invalid',
    })
  })

  test('that asks is refused as one that tells', async () => {
    const asked = (type: string, body: unknown) =>
      house.cheat.knock(
        Buffer.from(canonicalBytes(house.cheat.letter(type, body) as never)).toString(),
        queryTyp,
      )
    expect(await asked('constructor', {})).toMatchObject({ state: 'refused', code: 'message-type-unknown' })
    expect(await asked('files.fetch', { record: house.own, id: randomUUID(), offset: 0 })).toMatchObject({
      state: 'refused',
      code: 'not-found',
    })
    expect(await asked('files.fetch', { record: house.own, id: 'x', offset: 1e21 })).toMatchObject({
      state: 'refused',
      code: 'message-invalid',
    })
  })
})

test('a verdict whose code is a member of every object is none of ours', () => {
  for (const code of ['constructor', '__proto__', 'toString'])
    expect(fromWire({ code, params: {}, errors: [] })).toMatchObject({
      code: 'message-invalid',
      params: { reason: code },
    })
})

test('after all this both sides hold the same, and nobody of ours is disturbed', () => house.undisturbed())

/** As JCS writes it, for ASCII names, without refusing what JCS refuses. */
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, part]) => [name, sorted(part)]),
  )
}
