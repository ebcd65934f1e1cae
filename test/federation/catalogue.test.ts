import { afterAll, beforeAll, expect, test } from 'vitest'
import { staff } from '../support/as.ts'
import { startTwoNodes, type TwoNodes } from '../support/two-nodes.ts'
import { until } from '../support/until.ts'

/** Both catalogues on either node over the real exchange, and the question at the door under the signed agreement. */

let nodes: TwoNodes
beforeAll(async () => {
  nodes = await startTwoNodes()
})
afterAll(() => nodes.stop())

const here = async (code: string, query: string) =>
  (await nodes.pukou.as().get(`/api/catalogue/here/${code}?${query}`)).body

test('a partner’s guide is the same to the last byte', async () => {
  const path = '/api/catalogue/items/340523/no-crime-certificate'
  const theirs = (await nodes.pukou.as().get(path)).body
  expect(theirs.digest).toBe((await nodes.hexian.as().get(path)).body.digest)
  expect(theirs.alsoIn).toEqual(['320111'])
  const { divisions } = (await nodes.pukou.as().get('/api/catalogue/divisions?parent=340523')).body
  expect(divisions.length).toBeGreaterThan(5)
})

test('what is published here is known there', async () => {
  const admin = nodes.hexian.as(staff('340523', ['sysadmin']))
  const list = new TextEncoder().encode('事项名称,承诺办结时限,承诺办结时限单位\n居住证申领,9,自然日\n')
  const { body } = await admin.post('/api/catalogue/imports?filename=list.csv', list)
  expect((await admin.post(`/api/catalogue/imports/${body.id}/confirm`)).status).toBe(200)
  await until('浦口 has the new version', async () => {
    const { document } = (await nodes.pukou.as().get('/api/catalogue/items/340523/residence-permit')).body
    return document.version === 3 && document.limits.decision.promised.amount === 9
  })
})

test('in the joint station both sides decide; at the neighbour’s window it is received under the grant', async () => {
  const joint = await here('no-crime-certificate', 'station=wujiang')
  expect(joint.place.jurisdictions).toEqual(['320111', '340523'])
  expect(joint.answers.map((a: { verdict: string }) => a.verdict)).toEqual(['decide-here', 'decide-here'])

  const { answers } = await here('no-crime-certificate', 'station=wujiang&jurisdiction=320111')
  expect(answers[1]).toMatchObject({
    jurisdiction: '340523',
    verdict: 'receive-here',
    grant: { grantee: '320111', powers: expect.arrayContaining(['receive', 'verify']) },
    places: [{ station: 'wujiang' }],
    en: {
      乌江联动共治站: 'Wujiang Joint Station',
      '桥林街道乌江社区（示例地址）': 'Wujiang Community, Qiaolin Subdistrict (example address)',
    },
  })
  expect(answers[1].reason.zh && answers[1].reason.en).toBeTruthy()
})

test('when the agreement is over, nothing is received here any more', async () => {
  nodes.time.set('2029-01-02T02:00:00.000Z')
  const { answers } = await here('no-crime-certificate', 'jurisdiction=320111')
  expect(answers[1].grant).toBeUndefined()
  expect(['online', 'go-there']).toContain(answers[1].verdict)
  nodes.time.set('2026-03-10T01:00:00.000Z')
})

test('a place that nobody knows, an item that nobody has', async () => {
  expect((await here('no-crime-certificate', 'station=nowhere')).code).toBe('not-found')
  expect((await here('no-such-item', '')).code).toBe('item-not-found')
})

test('two guides stand beside one another with their differences', async () => {
  const { body } = await nodes.pukou
    .as()
    .get('/api/catalogue/compare/residence-permit?mine=320111&theirs=340523')
  expect(body.mine.jurisdiction).toBe('320111')
  expect(body.differences.map((d: { path: string }) => d.path)).toContain('limits.decision.promised')
})

test('the joint station stands once, with the windows of both', async () => {
  const { stations } = (await nodes.pukou.as().get('/api/catalogue/stations')).body
  const wujiang = stations.filter((s: { code: string }) => s.code === 'wujiang')
  expect(wujiang).toHaveLength(1)
  expect(wujiang[0].parties.map((p: { jurisdiction: string }) => p.jurisdiction)).toEqual([
    '320111',
    '340523',
  ])
})

test('forms, tasks and bundles are there by their code', async () => {
  const get = async (path: string) => (await nodes.pukou.as().get(`/api/catalogue/${path}`)).status
  expect(await get('forms/320111/residence-permit')).toBe(200)
  expect(await get('forms/320111/general-application')).toBe(200)
  expect(await get('forms/320111/nothing')).toBe(404)
  const { bundles } = (await nodes.pukou.as().get('/api/catalogue/bundles')).body
  for (const { jurisdiction, document } of bundles)
    expect(await get(`bundles/${jurisdiction}/${document.code}?version=${document.version}`)).toBe(200)
})
