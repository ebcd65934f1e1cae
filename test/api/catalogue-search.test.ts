import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { getItem } from '../../server/src/catalogue/index.ts'
import { messages } from '../../server/src/catalogue/messages.ts'
import { catalogue } from '../../server/src/catalogue/module.ts'
import { federation } from '../../server/src/federation/index.ts'
import { transaction } from '../../server/src/platform/transaction.ts'
import { shippedNode } from '../support/jurisdictions.ts'
import type { TestNode } from '../support/node.ts'
import { startTwoNodes, type TwoNodes } from '../support/two-nodes.ts'

/** What people type, and what they mean. Both nodes hold both catalogues. */

let nodes: TwoNodes
let pukou: TestNode
const hexianFiles = shippedNode('340523')
const residencePermit = hexianFiles.items.find(item => item.code === 'residence-permit')

beforeAll(async () => {
  nodes = await startTwoNodes({ modules: [federation, catalogue] })
  pukou = nodes.pukou
  const { profile, divisions, items } = hexianFiles
  await receive({
    profile,
    divisions,
    versions: items.map(document => ({ kind: 'item', version: document.version, document })),
  })
})
afterAll(() => nodes.stop())

/** A message of 和县, as the gate hands it over. */
async function receive(body: unknown, from = '340523'): Promise<void> {
  const { node } = pukou
  const handle = messages['catalogue.published']
  await transaction(node.db, async tx =>
    handle?.(node, tx, {
      id: crypto.randomUUID(),
      from: from as never,
      type: 'catalogue.published',
      at: node.time.now(),
      body,
      traceId: '',
    }),
  )
}

const search = async (q: string, more = '') =>
  (await pukou.as().get(`/api/catalogue/search?q=${encodeURIComponent(q)}${more}`)).body

describe('search', () => {
  test.each([
    ['居住证', 'residence-permit'],
    ['怎么办居住证', 'residence-permit'],
    ['juzhuzheng', 'residence-permit'],
    ['ju zhu zheng', 'residence-permit'],
    ['jzz', 'residence-permit'],
    ['居主证', 'residence-permit'],
    ['juzuzheng', 'residence-permit'],
    ['暂住证', 'residence-permit'],
    ['residence permit', 'residence-permit'],
    ['无犯罪', 'no-crime-certificate'],
    ['ｗｆｚ', 'no-crime-certificate'],
    ['身份证丢了', 'id-card-reissue'],
  ])('%s finds %s first, in both provinces', async (q, code) => {
    const { hits } = await search(q)
    expect(hits.slice(0, 2).map((hit: { code: string }) => hit.code)).toEqual([code, code])
    expect(new Set(hits.slice(0, 2).map((hit: { jurisdiction: string }) => hit.jurisdiction))).toEqual(
      new Set(['320111', '340523']),
    )
  })

  test('who asks by name is not offered whatever only mentions it', async () => {
    const codesOf = async (q: string) =>
      new Set((await search(q)).hits.map((hit: { code: string }) => hit.code))
    expect(await codesOf('居住证')).toEqual(new Set(['residence-permit', 'residence-permit-recognition']))
    expect(await codesOf('失业登记')).toEqual(new Set(['unemployment-registration']))
    // Nobody has the name: then a guide that speaks of it is better than nothing.
    expect([...(await codesOf('公司注册'))].length).toBeGreaterThan(0)
  })

  test.each(['火星移民签证', 'zzqqxx', '飞天扫帚', 'qwertyuiop'])('%s finds nothing', async q => {
    expect((await search(q)).hits).toEqual([])
  })

  test('a hit says who decides, how long and how much it takes', async () => {
    const { hits } = await search('居住证')
    expect(hits[0]).toMatchObject({
      kind: 'guide',
      department: { code: 'public-security' },
      projectType: '承诺件',
      promised: { unit: 'calendar-day' },
      visits: 1,
      free: true,
    })
  })

  test('what only the national list has is found, and gives way to a local guide', async () => {
    const national = (await search('学历公证')).hits[0]
    expect(national).toMatchObject({ kind: 'listed', code: 'degree-notarisation', jurisdiction: '320111' })
    const codes = (await search('失业登记')).hits
    expect(codes.some((hit: { jurisdiction: string }) => hit.jurisdiction === '100000')).toBe(false)
  })

  test('pages follow one another without gap or repetition', async () => {
    const seen: string[] = []
    let next = ''
    do {
      const page = (await pukou.as().get(`/api/catalogue/search?limit=17${next}`)).body
      seen.push(
        ...page.hits.map((hit: { code: string; jurisdiction: string }) => `${hit.code} ${hit.jurisdiction}`),
      )
      next = page.next ? `&after=${page.next}` : ''
    } while (next)
    expect(seen.length).toBeGreaterThan(60)
    expect(new Set(seen).size).toBe(seen.length)
  })

  test('signs that mean something to a database are only text', async () => {
    for (const q of ["'", '%', '_', '\\', "居住证' & !", ':*', '((', '💡', 'a'.repeat(100)])
      expect((await pukou.as().get(`/api/catalogue/search?q=${encodeURIComponent(q)}`)).status).toBe(200)
    expect((await pukou.as().get('/api/catalogue/search?after=nonsense')).body.code).toBe('not-found')
  })
})

describe('publications of partners', () => {
  test('are kept under the version and digest the partner gave', async () => {
    const ours = (await nodes.hexian.as().get('/api/catalogue/items/340523/residence-permit')).body
    const theirs = (await pukou.as().get('/api/catalogue/items/340523/residence-permit')).body
    expect(theirs.digest).toBe(ours.digest)
    expect((await pukou.as().get(`/api/catalogue/versions/${ours.digest}`)).body.kind).toBe('item')
  })

  test('of another jurisdiction’s items are refused', async () => {
    const forged = { ...residencePermit, jurisdiction: '320111', version: 9 }
    await expect(
      receive({ versions: [{ kind: 'item', version: 9, document: forged }] }),
    ).rejects.toMatchObject({ code: 'message-invalid' })
    await expect(receive({ profile: shippedNode('320111').profile, versions: [] })).rejects.toMatchObject({
      code: 'message-invalid',
    })
    const { document } = await getItem(
      pukou.node.db,
      { jurisdiction: '320111', code: 'residence-permit' },
      pukou.node.time.now(),
    )
    expect(document.version).toBe(2)
  })

  test('that say a published version anew are refused; the same again changes nothing', async () => {
    const version = { kind: 'item', version: residencePermit?.version, document: residencePermit }
    await receive({ versions: [version] })
    await expect(
      receive({ versions: [{ ...version, document: { ...residencePermit, name: '另一个' } }] }),
    ).rejects.toMatchObject({ code: 'version-frozen' })
  })

  test('that word an item differently are found by the new words, and no more by the old', async () => {
    const [item] = hexianFiles.items.filter(({ code }) => code === 'no-crime-certificate')
    const version = (item?.version ?? 0) + 1
    const renamed = { ...item, version, name: '犯罪记录查询', alsoKnownAs: ['鹊桥证'] }
    const found = async () => {
      const { hits } = await search('queqiaozheng')
      return hits.map((hit: { jurisdiction: string; code: string }) => [hit.jurisdiction, hit.code])
    }
    expect(await found()).not.toContainEqual(['340523', 'no-crime-certificate'])
    for (const _ of ['once', 'again']) {
      await receive({ versions: [{ kind: 'item', version, document: renamed }] })
      expect((await found())[0]).toEqual(['340523', 'no-crime-certificate'])
    }
    const kept = await pukou.node.db
      .selectFrom('item_wording as w')
      .select(eb => [
        'w.code',
        eb
          .selectFrom('item_search as s')
          .whereRef('s.wording', '=', 'w.id')
          .select(eb.fn.countAll<number>().as('n'))
          .as('places'),
      ])
      .execute()
    expect(kept.filter(({ places }) => places === 0)).toEqual([])
  })

  test('that are none are refused', async () => {
    await expect(receive({ versions: [{ kind: 'item' }] })).rejects.toMatchObject({ code: 'message-invalid' })
  })
})
