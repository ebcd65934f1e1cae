import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { getItem } from '../../server/src/catalogue/index.ts'
import { withdrawalTyp } from '../../server/src/federation/agreements.ts'
import { canonicalBytes } from '../../server/src/platform/crypto/canonical.ts'
import { signDetached } from '../../server/src/platform/crypto/jws.ts'
import { type House, startHouse } from './support/house.ts'

let house: House
beforeAll(async () => {
  house = await startHouse()
})
afterAll(() => house?.nodes.stop())

describe('what a cheat publishes', () => {
  const form = (schema: object) => ({
    kind: 'form',
    version: 9,
    document: {
      ...{ id: 'trap', version: 9, title: '表', titleEn: 'Form', ui: {}, derived: [] },
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
    expect(await house.cheat.say('catalogue.published', { versions: [form(schema)] })).toMatchObject({
      state: 'rejected',
      code: 'message-invalid',
    })
  })

  test('leads nobody into a script: an address to apply at is one of the web', async () => {
    const named = { jurisdiction: '340523', code: 'no-crime-certificate' }
    const { document } = await getItem(house.nodes.pukou.node.db, named, house.nodes.time.now())
    const version = document.version + 1
    const said = (onlineAddress: string) => {
      const channels = { ...document.channels, onlineAddress }
      const versions = [{ kind: 'item', version, document: { ...document, version, channels } }]
      return house.cheat.say('catalogue.published', { versions })
    }
    for (const address of ['javascript:alert(1)', 'data:text/html,<script>x</script>', 'file:///etc/passwd'])
      expect(await said(address)).toMatchObject({ state: 'rejected', code: 'message-invalid' })
    expect(await said('https://hexian.example/apply')).toMatchObject({ state: 'processed' })
  })

  test('is not ours: neither profile, nor places, nor guides', async () => {
    const named = { jurisdiction: '320111', code: 'no-crime-certificate' }
    const { document } = await getItem(house.nodes.pukou.node.db, named, house.nodes.time.now())
    const division = { code: '320111005011', name: '乌江社区', level: 'village', parent: '320111005' }
    for (const body of [
      { versions: [{ kind: 'item', version: 9, document: { ...document, version: 9 } }] },
      { versions: [], divisions: [division] },
    ])
      expect(await house.cheat.say('catalogue.published', body)).toMatchObject({ state: 'rejected' })
  })
})

test('a notice to leave is not dated back', async () => {
  const { pukou, hexian } = house.nodes
  const { hash } = await pukou.node.db.selectFrom('agreement').select('hash').executeTakeFirstOrThrow()
  const day = 86_400_000
  const before = (days: number) => new Date(Date.parse(house.nodes.time.now()) - days * day).toISOString()
  const leave = async (at: string, effectiveAt: string) => {
    const withdrawal = { agreement: hash, by: '340523', effectiveAt, reason: '退出。', at }
    const signature = await signDetached(hexian.node.vault.signer, withdrawalTyp, canonicalBytes(withdrawal))
    return house.cheat.say('agreement.withdrawal', { withdrawal, signature }, { record: hash })
  }
  await house.refused(await leave(before(90), before(0)), 'notice-too-short')
  await house.refused(await leave(before(20), before(-75)), 'notice-too-short')
})

test('after all this both sides hold the same, and nobody of ours is disturbed', () => house.undisturbed())
