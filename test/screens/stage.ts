import type { Browser, BrowserContext } from 'playwright-core'
import { startBrowser } from '../support/browser.ts'
import { signInOn } from '../support/browser-sign-in.ts'
import { startTwoNodes, type TwoNodes } from '../support/two-nodes.ts'
import { until } from '../support/until.ts'
import { type Furniture, furnish } from './furnish.ts'
import { keepVisits, type Visits } from './visits.ts'

/** Who looks at a page: nobody in particular, or an account of the demonstration at 浦口’s node. */
export type Onlooker =
  | 'stranger'
  | 'fang-min'
  | 'shen-lei'
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
  /** A window of the browser in which this person is signed in. The caller closes it. */
  contextOf(who: Onlooker): Promise<BrowserContext>
  /** Bring in what the demonstration's people did, and `many` cases more. */
  furnish(many: number): Promise<void>
  stop(): Promise<void>
}

/** Start it empty but for the catalogues. */
export async function startStage(): Promise<Stage> {
  const nodes = await startTwoNodes({ signIn: true, pages: true })
  const browser = await startBrowser()
  const path = '/api/catalogue/items/340523/residence-permit'
  await until('浦口 has 和县’s guide', async () => (await nodes.pukou.as().get(path)).status === 200, 30_000)
  const contexts = contextsOf(nodes, browser)
  const stage: Stage = {
    nodes,
    url: nodes.pukou.url,
    furniture: undefined,
    contextOf: contexts,
    async furnish(many) {
      const furniture = await furnish(nodes, many)
      const context = await contexts('fang-min')
      const page = await context.newPage()
      await page.goto(nodes.pukou.url)
      const visits = await keepVisits(page, nodes.time.now(), furniture.main)
      await context.close()
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
function contextsOf(nodes: TwoNodes, browser: Browser): Stage['contextOf'] {
  const cookies = new Map<Onlooker, ReturnType<typeof signIn>>()
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
  return async who => {
    const known = cookies.get(who) ?? signIn(who)
    cookies.set(who, known)
    const context = await browser.newContext({ storageState: await known, reducedMotion: 'reduce' })
    // What a page counts down to is told from the nodes' own hour.
    await context.clock.setFixedTime(nodes.time.now())
    return context
  }
}
