import type { Browser, BrowserContext } from 'playwright-core'
import { hasSentAll } from '../support/acquaint.ts'
import { startBrowser } from '../support/browser.ts'
import { signInOn } from '../support/browser-sign-in.ts'
import { startTwoNodes, type TwoNodes } from '../support/two-nodes.ts'
import { until } from '../support/until.ts'
import { threeWeeksAlone } from './abroad.ts'
import { type Furniture, furnish } from './furnish.ts'
import { enter, type State } from './states.ts'
import { keepVisits, type Visits } from './visits.ts'

/** Who looks at a page: nobody in particular, or an account of the demonstration, at 浦口’s node unless named below. */
export type Onlooker =
  | 'stranger'
  | 'fang-min'
  | 'shen-lei'
  | 'jiang-tao'
  | 'qian-feng'
  | 'sysadmin'
  | 'secadmin'
  | 'auditor'
  | 'wang-xiaoqiao'
  | There

/** Those who look at 和县’s own node: who answers requests of medical insurance, and who accepts for the police. */
const there = ['xie-ling', 'ding-yong'] as const
type There = (typeof there)[number]

/** Two nodes with people before them, ready to be looked at. */
export interface Stage {
  nodes: TwoNodes
  /** Address of the node whose pages this person looks at. */
  urlOf(who: Onlooker): string
  /** What lies in the nodes; undefined while they are empty. */
  furniture: (Furniture & { visits: Visits }) | undefined
  /**
   * A window of the browser in which this person is signed in and every page is in this state; the same one every time, so
   * that it reads the program once. The stage closes it.
   */
  windowOf(who: Onlooker, state: State): Promise<BrowserContext>
  /** Bring in what the demonstration's people did, and `many` cases more. */
  furnish(many: number): Promise<void>
  /** Take 和县 away and let three weeks go by; everybody signs in anew. */
  loseThePartner(): Promise<void>
  stop(): Promise<void>
}

/** Start it empty but for the catalogues. */
export async function startStage(): Promise<Stage> {
  const nodes = await startTwoNodes({ signIn: true, pages: true })
  const browser = await startBrowser()
  const path = '/api/catalogue/items/340523/residence-permit'
  await until('浦口 has 和县’s guide', async () => (await nodes.pukou.as().get(path)).status === 200)
  const windows = windowsOf(nodes, browser)
  /** Promises run out and others come close; nobody is idle so long that he would have to sign in again. */
  async function threeHoursPass() {
    for (let i = 0; i < 9; i++) {
      nodes.time.advance(20 * 60_000)
      for (const window of await windows.open()) await window.request.get(`${nodes.pukou.url}/api/session`)
    }
  }
  const stage: Stage = {
    nodes,
    urlOf: who => urlOf(nodes, who),
    furniture: undefined,
    windowOf: windows.of,
    async furnish(many) {
      const furniture = await furnish(nodes, many)
      // Each side has by then what the other told it: a page is looked at once.
      for (const { node } of [nodes.pukou, nodes.hexian])
        await until('nothing on its way', () => hasSentAll(node))
      await threeHoursPass()
      const page = await (await windows.of('fang-min', 'full')).newPage()
      await page.goto(stage.urlOf('fang-min'))
      const visits = await keepVisits(page, nodes.time.now(), furniture.main)
      await page.close()
      stage.furniture = { ...furniture, visits }
    },
    async loseThePartner() {
      if (!stage.furniture) throw new Error('the stage is empty')
      await threeWeeksAlone(nodes, stage.furniture)
      await windows.forget()
    },
    async stop() {
      await browser.close()
      await nodes.stop()
    },
  }
  return stage
}

const urlOf = (nodes: TwoNodes, who: Onlooker) =>
  nodes[there.some(one => one === who) ? 'hexian' : 'pukou'].url

/** Everybody signs in once, for a one-time code is good for one sign-in; the cookies are kept. */
function windowsOf(nodes: TwoNodes, browser: Browser) {
  const cookies = new Map<Onlooker, ReturnType<typeof signIn>>()
  const windows = new Map<string, Promise<BrowserContext>>()
  async function signIn(who: Onlooker) {
    const context = await browser.newContext()
    try {
      if (!nodes.provider) throw new Error('started without its provider')
      if (who !== 'stranger') await signInOn(await context.newPage(), urlOf(nodes, who), nodes.provider, who)
      return await context.storageState()
    } finally {
      await context.close()
    }
  }
  async function opened(who: Onlooker, state: State) {
    const storageState = await cookies.getOrInsertComputed(who, signIn)
    const context = await browser.newContext({ storageState, reducedMotion: 'reduce' })
    await enter(context, state)
    return context
  }
  return {
    open: () => Promise.all(windows.values()),
    async forget() {
      for (const window of await Promise.all(windows.values())) await window.close()
      windows.clear()
      cookies.clear()
    },
    of: (who: Onlooker, state: State) =>
      windows.getOrInsertComputed(`${who} ${state}`, () => opened(who, state)),
  }
}
