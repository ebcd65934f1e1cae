import { ensureBrowser } from './browser.ts'

/** Vitest calls it once before the tests in the browser. */
export default function setup(): void {
  ensureBrowser()
}
