import { problem, toDocument } from '@lianqiao/model/problems/problem.ts'
import type { BrowserContext } from 'playwright-core'

/** How a page may find itself: everything there, nothing yet, something wrong, no line; in English; in large type. */
export type State = 'full' | 'loading' | 'wrong' | 'offline' | 'english' | 'large'

export const states: readonly State[] = ['full', 'loading', 'wrong', 'offline', 'english', 'large']

/** Whose node it is and who looks is known in every state, or there would be no page at all. */
const asked = (url: URL) => url.pathname.startsWith('/api/') && url.pathname !== '/api/session'

/** Put every page that this context opens into a state. */
export async function enter(context: BrowserContext, state: State): Promise<void> {
  const preferences = {
    language: state === 'english' ? 'en' : 'zh',
    type: state === 'large' ? 'large' : 'normal',
  }
  await context.addInitScript({
    // A document that is shown within the page has no storage.
    content: `globalThis.localStorage?.setItem('lianqiao.preferences', ${JSON.stringify(JSON.stringify(preferences))})`,
  })
  if (state === 'loading') await context.route(asked, () => {})
  if (state === 'offline') await context.route(asked, route => route.abort('internetdisconnected'))
  if (state === 'wrong') {
    const told = { ...toDocument(problem('internal'), 'zh'), traceId: '4bf92f3577b34da6a3ce929d0e0e4736' }
    const body = JSON.stringify(told)
    await context.route(asked, route =>
      route.fulfill({ status: told.status, contentType: 'application/problem+json', body }),
    )
  }
}
