import type { SessionView } from '@lianqiao/model/api/session.ts'
import { ResidentId } from '@lianqiao/model/identifiers/resident-id.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { signIn } from '../../../scripts/client.ts'
import type { TestNode } from '../../../test/support/node.ts'
import { type SigningIn, startSigningIn } from '../../../test/support/signing-in.ts'
import { residentSubject } from './index.ts'

let provider: SigningIn['provider']
let pukou: TestNode
let hexian: TestNode
let world: SigningIn
beforeAll(async () => {
  world = await startSigningIn()
  ;({ provider, pukou, hexian } = world)
})
afterAll(() => world?.stop())

describe('signing in', () => {
  test('a stranger learns whose node it is and where to sign in', async () => {
    const { body } = await pukou.as().get<SessionView>('/api/session')
    expect(body).toEqual({
      node: {
        code: '320111',
        name: '南京市浦口区',
        nameEn: 'Pukou District, Nanjing',
        shortName: '浦口',
        province: { code: '320000', name: '江苏省', shortName: '苏' },
        demonstration: true,
      },
      who: null,
      csrf: null,
      signInUrl: '/auth/sign-in',
    })
  })

  test('staff sign in with a one-time code and are who the provider says', async () => {
    const clerk = await signIn(pukou.url, provider.url, 'fang-min')
    const { body } = await clerk.get<SessionView>('/api/session')
    expect(body.who).toEqual({
      kind: 'staff',
      name: '方敏',
      jurisdiction: '320111',
      roles: ['clerk'],
      department: 'government-services',
      station: 'wujiang',
      window: 'pk-service',
      windowName: { zh: '浦口政务服务窗口', en: 'Pukou government services window' },
    })
    expect(await clerk.post('/api/call')).toMatchObject({ status: 200, body: { subject: '320111:fang-min' } })
    expect(await world.auditOf(pukou)).toContainEqual({
      actor: '320111:fang-min',
      verb: 'session.begin',
      outcome: 'done',
      problem: null,
    })
  })

  test('a resident has one account in both provinces; his number reaches the nodes and no page', async () => {
    const id = ResidentId.parse('340523199003159916')
    for (const node of [pukou, hexian]) {
      const resident = await signIn(node.url, provider.url, 'wang-xiaoqiao')
      const session = await resident.get<SessionView>('/api/session')
      expect(session.body.who).toMatchObject({ kind: 'resident', name: '王晓桥', roles: ['resident'] })
      expect(JSON.stringify(session.body)).not.toContain(id)
      expect((await resident.get('/api/mine')).body).toEqual({
        subject: residentSubject(node.node, id),
        residentId: id,
      })
    }
    expect(residentSubject(pukou.node, id)).not.toBe(residentSubject(hexian.node, id))
  })

  test('a user name that both nodes have is the own one at each', async () => {
    const [here, there] = await Promise.all([pukou, hexian].map(n => signIn(n.url, provider.url, 'sysadmin')))
    expect((await here?.get('/api/mine'))?.body).toEqual({ subject: '320111:sysadmin' })
    expect((await there?.get('/api/mine'))?.body).toEqual({ subject: '340523:sysadmin' })
  })

  test('it leads back to the page that was asked for', async () => {
    const form = { account: 'wang-xiaoqiao', password: 'demo' }
    const { answer } = await world.fill(pukou.url, form, '/auth/sign-in?to=%2Fapi%2Fmine%3Fa%3D1')
    expect(answer.url).toBe(`${pukou.url}/api/mine?a=1`)
  })

  test('who is signed in at one node needs no second password at the other', async () => {
    const { browser } = await world.fill(pukou.url, { account: 'li-chunyan', password: 'demo' })
    const there = await browser(`${hexian.url}/auth/sign-in?to=/api/session`)
    expect(((await there.json()) as SessionView).who?.name).toBe('李春燕')
  })

  test('another person may take over the browser, and keeps the place when the first signs out elsewhere', async () => {
    const { browser } = await world.fill(pukou.url, { account: 'li-chunyan', password: 'demo' })
    const { csrf } = (await (await browser(`${pukou.url}/api/session`)).json()) as SessionView
    const form = await browser(`${hexian.url}/auth/sign-in?fresh=yes&to=/api/session`)
    const body = new URLSearchParams({ account: 'zhao-limin', password: 'demo' })
    // The provider ends the first session by a form that sends itself.
    const between = await (await browser(form.url, { method: 'POST', body })).text()
    const action = /action="([^"]+)"/.exec(between)?.[1] ?? ''
    const hidden = [...between.matchAll(/name="([^"]+)" value="([^"]+)"/g)].map(([, name, value]) => [
      name,
      value,
    ])
    const there = await browser(action, { method: 'POST', body: new URLSearchParams(hidden as string[][]) })
    expect(((await there.json()) as SessionView).who?.name).toBe('赵立民')

    const headers = { 'x-csrf-token': csrf ?? '' }
    const out = await browser(`${pukou.url}/auth/sign-out`, { method: 'POST', headers })
    const { to } = (await out.json()) as { to: string }
    expect((await browser(to)).url).toBe(`${pukou.url}/`)
    const still = await browser(`${pukou.url}/auth/sign-in?to=/api/session`)
    expect(((await still.json()) as SessionView).who?.name).toBe('赵立民')
  })
})

test('a provider that was restarted has the same keys and codes; sessions of nodes live on', async () => {
  const clerk = await signIn(pukou.url, provider.url, 'gu-wei')
  await world.restartProvider(async () => {
    expect((await clerk.get('/api/mine')).status).toBe(200)
  })
  const again = await signIn(pukou.url, provider.url, 'gu-wei')
  expect((await again.get('/api/mine')).body).toEqual({ subject: '320111:gu-wei' })
})
