import type { Browser, BrowserContext } from 'playwright-core'
import { startBrowser } from '../support/browser.ts'
import { signInOn } from '../support/browser-sign-in.ts'
import { startTwoNodes, type TwoNodes } from '../support/two-nodes.ts'
import { until } from '../support/until.ts'
import { type Furniture, furnish } from './furnish.ts'
import { enter, type State } from './states.ts'
import { keepVisits, type Visits } from './visits.ts'

/** Who looks at a page: nobody in particular, or an account of the demonstration at 浦口’s node. */
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

/** Two nodes with people before them, ready to be looked at. */
export interface Stage {
  nodes: TwoNodes
  /** Address of 浦口's node, whose pages are looked at. */
  url: string
  /** What lies in the nodes; undefined while they are empty. */
  furniture: (Furniture & { visits: Visits }) | undefined
  /**
   * A window of the browser in which this person is signed in and every page is in this state; the same one every time, so
   * that it reads the program once. The stage closes it.
   */
  windowOf(who: Onlooker, state: State): Promise<BrowserContext>
  /** Bring in what the demonstration's people did, and `many` cases more. */
  furnish(many: number): Promise<void>
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
    url: nodes.pukou.url,
    furniture: undefined,
    windowOf: windows.of,
    async furnish(many) {
      const furniture = await furnish(nodes, many)
      await threeHoursPass()
      const page = await (await windows.of('fang-min', 'full')).newPage()
      await page.goto(nodes.pukou.url)
      const visits = await keepVisits(page, nodes.time.now(), furniture.main)
      await page.close()
      stage.furniture = { ...furniture, visits }
    },
    async stop() {
      await browser.close()
      await nodes.stop()
    },
  }
  return stage
}

/** Everybody signs in once, for a one-time code is good for one sign-in; the cookies are kept. */
function windowsOf(nodes: TwoNodes, browser: Browser) {
  const cookies = new Map<Onlooker, ReturnType<typeof signIn>>()
  const windows = new Map<string, Promise<BrowserContext>>()
  async function signIn(who: Onlooker) {
    const context = await browser.newContext()
    try {
      if (!nodes.provider) throw new Error('started without its provider')
      if (who !== 'stranger') await signInOn(await context.newPage(), nodes.pukou.url, nodes.provider, who)
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
    of: (who: Onlooker, state: State) =>
      windows.getOrInsertComputed(`${who} ${state}`, () => opened(who, state)),
  }
}
