import type { Page } from 'playwright-core'
import { afterEach, beforeEach } from 'vitest'
import { follow } from './pages.ts'

/**
 * The tests of this file go on from one another on one page. After the first that fails the others are left out, for they
 * would fail for its sake alone; and it tells what stood on the page, once the story is told `on` one.
 */
export function oneStory(): { on: (page: Page, username: string) => void } {
  let tell = async () => {}
  let broken: string | undefined
  beforeEach(({ skip }) => skip(broken !== undefined, `after “${broken}”`))
  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return
    broken = task.name
    await tell()
  })
  return {
    on(page, username) {
      tell = follow(page, username)
    },
  }
}
