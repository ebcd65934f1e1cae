import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'
import { canInstall, installPackages } from '../../scripts/debian.mjs'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']

/** Nothing that speaks to anybody but the pages under test. */
const quiet = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  ...['--disable-component-update', '--disable-sync', '--disable-dev-shm-usage'],
]

/**
 * When waiting for a page is given up, in milliseconds: no measure of speed, and shorter than a test's own end, so that it
 * tells of what.
 */
const patience = 180_000

/** Start the browser that `findBrowser` finds; the caller closes it. */
export async function startBrowser(): Promise<Browser> {
  const executablePath = findBrowser()
  if (!executablePath) throw new Error(missing)
  const browser = await chromium.launch({ executablePath, args: quiet, timeout: patience })
  const open = browser.newContext.bind(browser)
  browser.newContext = async options => {
    const context = await open(options)
    context.setDefaultTimeout(patience)
    return context
  }
  return browser
}

/** $CHROME, or the first Chromium or Chrome on the path. */
export function findBrowser(): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/snap/bin']
  const mac = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'
  const candidates = [...folders.flatMap(folder => names.map(name => join(folder, name))), mac]
  return [process.env.CHROME, ...candidates].find(file => file && isExecutable(file))
}

/** Before the tests: find a browser, or install Debian's. Throws with one sentence that says what to do. */
export function ensureBrowser(): void {
  if (findBrowser()) return
  if (!canInstall()) throw new Error(missing)
  process.stderr.write('正在安装 Chromium 与中文字体……  Installing Chromium and a Chinese font…\n')
  installPackages('chromium', 'fonts-noto-cjk')
  if (!findBrowser()) throw new Error(missing)
}

const missing =
  '没有找到 Chromium：请安装 chromium 与 fonts-noto-cjk，或用 CHROME 指定浏览器的路径。 ' +
  'There is no Chromium: install chromium and fonts-noto-cjk, or name a browser by CHROME.'

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
