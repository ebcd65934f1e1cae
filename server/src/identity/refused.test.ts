import type { SessionView } from '@lianqiao/model/api/session.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeBrowser } from '../../../scripts/client.ts'
import type { TestNode } from '../../../test/support/node.ts'
import { type SigningIn, startSigningIn } from '../../../test/support/signing-in.ts'

let pukou: TestNode
let world: SigningIn
beforeAll(async () => {
  world = await startSigningIn()
  ;({ pukou } = world)
})
afterAll(() => world?.stop())

describe('refused', () => {
  test('a wrong password keeps the account name and says what to do', async () => {
    const { answer, text } = await world.fill(pukou.url, { account: 'fang-min', password: 'guess', code: '' })
    expect(answer.status).toBe(422)
    expect(text).toContain('账号或密码不对，请核对后重新输入。')
    expect(text).toContain('value="fang-min"')
    expect(text).toMatch(/aria-invalid="true" aria-describedby="fault password-hint"/)
  })

  test('a wrong code, and a missing one', async () => {
    const right = await world.codeOf('fang-min')
    const wrong = String((Number(right) + 1) % 1_000_000).padStart(6, '0')
    const one = await world.fill(pukou.url, { account: 'fang-min', password: 'demo', code: wrong })
    expect(one.text).toContain('动态口令不对或已过期')
    const none = await world.fill(pukou.url, { account: 'fang-min', password: 'demo', code: '' })
    expect(none.text).toContain('工作人员须输入 6 位动态口令')
  })

  test('what is typed never becomes markup', async () => {
    const { text } = await world.fill(pukou.url, { account: '"><script>x</script>', password: 'x' })
    expect(text).not.toContain('<script>')
  })

  test('staff of the neighbour are sent to their own node, in words', async () => {
    const form = { account: 'hu-yan', password: 'demo', code: await world.codeOf('hu-yan') }
    const { answer, text } = await world.fill(pukou.url, form)
    expect(answer.status).toBe(403)
    expect(text).toContain('LQ-0206')
    expect(text).toContain('请从该辖区的入口登录')
    expect(await world.auditOf(pukou)).toContainEqual({
      actor: 'public',
      verb: 'session.begin',
      outcome: 'refused',
      problem: 'other-jurisdiction',
    })
  })

  test('a page of another site to return to', async () => {
    for (const to of ['https://elsewhere.example', '//elsewhere.example', '/\\elsewhere.example']) {
      const path = `/auth/sign-in?to=${encodeURIComponent(to)}`
      const answer = await fetch(`${pukou.url}${path}`, { redirect: 'manual' })
      expect(answer.status).toBe(422)
      expect(answer.headers.get('location')).toBeNull()
    }
  })

  test('another site that would sign somebody in without being asked: it leads to the page and no further', async () => {
    const path = '/auth/sign-in?to=%2Fmy'
    const ask = (site: string) =>
      fetch(`${pukou.url}${path}`, { redirect: 'manual', headers: { 'sec-fetch-site': site } })
    const led = await ask('cross-site')
    expect([led.status, led.headers.get('location'), led.headers.getSetCookie()]).toEqual([303, '/my', []])
    for (const site of ['none', 'same-origin'])
      expect((await ask(site)).headers.get('location')).toContain('/auth?')
  })

  test('an answer that another browser began, or that comes twice', async () => {
    const browser = makeBrowser(answer => {
      if (answer.url.includes('/auth/callback')) callback = answer.url
    })
    let callback = ''
    const page = await browser(`${pukou.url}/auth/sign-in`)
    const body = new URLSearchParams({ account: 'wang-xiaoqiao', password: 'demo' })
    await browser(page.url, { method: 'POST', body })
    const json = { headers: { accept: 'application/json' } }
    expect(await (await browser(callback, json)).json()).toMatchObject({ code: 'sign-in-failed' })

    const victim = makeBrowser()
    await victim(`${pukou.url}/auth/sign-in`)
    const attacker = makeBrowser(answer => {
      const location = answer.headers.get('location') ?? ''
      // The attacker stops before his own browser uses the answer.
      if (location.includes('/auth/callback')) throw new Error(location)
    })
    const form = await attacker(`${pukou.url}/auth/sign-in`)
    const sent = await attacker(form.url, { method: 'POST', body }).catch((e: Error) => e.message)
    expect(await (await victim(String(sent), json)).json()).toMatchObject({ code: 'sign-in-failed' })
  })

  test('cancelling leads home without a session', async () => {
    const browser = makeBrowser()
    const page = await browser(`${pukou.url}/auth/sign-in?to=/api/mine`)
    const home = await browser(`${page.url}/cancel`)
    expect(home.url).toBe(`${pukou.url}/`)
    const session = (await (await browser(`${pukou.url}/api/session`)).json()) as SessionView
    expect(session.who).toBeNull()
  })
})
