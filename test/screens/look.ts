import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { violations } from '../support/accessibility.ts'
import { faultsOf } from './looks.ts'
import type { Stage } from './stage.ts'
import type { State } from './states.ts'
import type { View } from './views.ts'

/** Width of the screen in CSS pixels, and how high it usually is there: telephone, tablet, desk, wall. */
export const sizes = { 360: 740, 768: 1024, 1440: 900, 3840: 2160 } as const
export type Width = keyof typeof sizes

/** What was found at one width; `picture` is its path below the folder, where one was taken. */
export interface Look {
  view: string
  state: string
  width: Width
  faults: string[]
  picture?: string
}

/**
 * Open a view in a state and look at it at each width: is nothing beyond the edge or cut off, does it have one heading and
 * at most one primary action, does axe find nothing? `folder`: keep a picture there.
 */
export async function look(
  stage: Stage,
  view: View,
  {
    state,
    label = state,
    widths,
    folder,
  }: { state: State; label?: string; widths: readonly Width[]; folder?: string },
): Promise<Look[]> {
  const page = await (await stage.windowOf(view.who, state)).newPage()
  try {
    const broken: string[] = []
    page.on('pageerror', error => broken.push(`error: ${error.message}`))
    const [first = 1440] = widths
    await page.setViewportSize({ width: first, height: sizes[first] })
    await page.goto(stage.urlOf(view.who) + view.path(stage))
    await settled(page, state)
    if (view.prepare && (state === 'full' || state === 'english' || state === 'large')) {
      await view.prepare(page).catch(async cause => {
        const shown = await page.getByRole('main').textContent()
        throw new Error(`${view.name} did not come to what is to be looked at; it shows:\n${shown}`, {
          cause,
        })
      })
      await settled(page, state)
    }
    const looks: Look[] = []
    for (const width of widths) {
      await page.setViewportSize({ width, height: sizes[width] })
      await drawn(page)
      const faults = [...broken.splice(0), ...(await faultsOf(page)), ...(await violations(page))]
      looks.push({
        view: view.name,
        state: label,
        width,
        faults,
        ...(await taken(page, view, label, width, folder)),
      })
    }
    return looks
  } finally {
    await page.close()
  }
}

async function taken(page: Page, { name }: View, label: string, width: Width, folder: string | undefined) {
  if (!folder) return {}
  const picture = `${name}/${label}-${width}.png`
  await mkdir(join(folder, name), { recursive: true })
  // Of a long list the first screens tell what it looks like.
  const whole = (await page.evaluate('document.documentElement.scrollHeight')) as number
  await page.setViewportSize({ width, height: Math.min(whole, 3 * sizes[width]) })
  // Taken at once, a tall page is sometimes drawn twice over.
  await page.waitForTimeout(120)
  await drawn(page)
  await page.screenshot({ path: join(folder, picture), animations: 'disabled', timeout: 90_000 })
  return { picture }
}

/** Until the page has all it asked for; or, where nothing comes, until it says so. */
async function settled(page: Page, state: State): Promise<void> {
  await page.getByRole('main').waitFor()
  if (state === 'loading') {
    await page.waitForTimeout(600)
    return
  }
  await page.waitForLoadState('networkidle')
  // Without a line a page tries twice more before it says so.
  if (state === 'offline')
    await page
      .locator('.lq-problem')
      .first()
      .waitFor({ timeout: 20_000 })
      .catch(() => {})
  const arrived = (limit: { timeout?: number } = {}) =>
    page
      .locator('.lq-loading')
      .first()
      .waitFor({ state: 'detached', ...limit })
  // Where nothing comes, an outline may stand for good.
  if (state === 'offline' || state === 'wrong') await arrived({ timeout: 8_000 }).catch(() => {})
  else await arrived()
  await page.evaluate('document.fonts.ready.then(() => {})')
  await drawn(page)
}

/** Until the page has been drawn as it is now, with what it changed about itself by that. */
async function drawn(page: Page): Promise<void> {
  await page.evaluate('new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done())))')
}
