import type { Page } from 'playwright-core'

/** What is wrong with how a page stands at its present size; nothing is the bar. */
export async function faultsOf(page: Page): Promise<string[]> {
  return (await page.evaluate(`(${inspect.toString()})()`)) as string[]
}

/** Runs in the page: no import and no type of Node here. */
function inspect(): string[] {
  // biome-ignore lint/suspicious/noExplicitAny: the tests are checked without the types of a browser
  const { document, innerWidth, getComputedStyle } = globalThis as any
  const faults: string[] = []
  const root = document.documentElement
  if (root.scrollWidth > root.clientWidth)
    faults.push(`the page is ${root.scrollWidth} wide in ${root.clientWidth}`)
  // biome-ignore lint/suspicious/noExplicitAny: as above
  type Element = any
  const all = (selector: string): Element[] => [...document.querySelectorAll(selector)]
  const seen = (element: Element) => element.checkVisibility({ visibilityProperty: true })
  const named = (element: Element) =>
    `${element.tagName.toLowerCase()}.${String(element.className?.baseVal ?? element.className)
      .trim()
      .replace(/\s+/g, '.')} “${(element.textContent ?? '').trim().slice(0, 24)}”`

  const headings = all('h1').filter(seen)
  if (headings.length !== 1) faults.push(`${headings.length} h1: ${headings.map(named).join(', ')}`)
  const dialogs = all('dialog[open], .ant-modal').filter(seen)
  const top = dialogs.at(-1) ?? document
  const primary = [...top.querySelectorAll('.lq-button--primary, .ant-btn-primary')].filter(seen)
  if (primary.length > 1) faults.push(`${primary.length} primary actions: ${primary.map(named).join(', ')}`)

  /** Whether something above it lets the reader scroll sideways, or hides it on purpose. */
  const excused = (element: Element) => {
    for (let at = element; at && at !== root; at = at.parentElement) {
      const { overflowX, clipPath, position } = getComputedStyle(at)
      if (overflowX === 'auto' || overflowX === 'scroll' || clipPath !== 'none') return true
      if (position === 'fixed' || at.tagName === 'IFRAME') return true
    }
    return false
  }
  for (const element of all('body *')) {
    if (!seen(element) || element.closest('svg') || element.closest('.lq-skip')) continue
    const box = element.getBoundingClientRect()
    if (box.width === 0 || excused(element)) continue
    if (box.right > innerWidth + 1 || box.left < -1) faults.push(`beyond the edge: ${named(element)}`)
    const { overflowX, textOverflow } = getComputedStyle(element)
    const cuts = overflowX === 'hidden' || overflowX === 'clip'
    const hasWords = [...element.childNodes].some(child => child.nodeType === 3 && child.data.trim())
    if (cuts && hasWords && textOverflow !== 'ellipsis' && element.scrollWidth > element.clientWidth + 1)
      faults.push(`cut off: ${named(element)}`)
  }
  return [...new Set(faults)].slice(0, 12)
}
