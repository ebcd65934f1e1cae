import { problemOf } from './problem.ts'

/**
 * Fetch the files of a part of the program, and only then load it (`build/fetch-ahead.ts` has every `import()` done so). A
 * browser may keep a module that failed to load as failed for as long as the page lives (HTML before whatwg/html#10327; so
 * did every Chromium until 2026), and whatever imports it with it: trying again would fail at once. A fetch that fails is
 * not kept. The files are kept for ever by their names, so that loading them asks the node for nothing more.
 */
export async function fetchAhead<T>(load: () => Promise<T>, files: readonly string[] = []): Promise<T> {
  await Promise.all(files.map(file => once(new URL(`/${file}`, location.href).href)))
  return load()
}

/** Files that are here or on their way, by their addresses; beside them those that the document names or brings. */
const known = new Map<string, Promise<void>>()

function once(address: string): Promise<void> {
  const under = known.get(address)
  if (under) return under
  const fetched = (
    isNamed(address) ? Promise.resolve() : address.endsWith('.css') ? style(address) : script(address)
  ).catch(error => {
    known.delete(address)
    throw error
  })
  known.set(address, fetched)
  return fetched
}

const isNamed = (address: string) =>
  [...document.querySelectorAll('script[src], link[href], style[data-href]')].some(one =>
    ['src', 'href', 'data-href'].some(name => {
      const named = one.getAttribute(name)
      return named !== null && new URL(named, location.href).href === address
    }),
  )

/** What is not there (a newer version took its place) is left to `import()`, whose error the router knows. */
async function script(address: string): Promise<void> {
  const answer = await fetch(address)
  if (answer.status >= 500) throw await problemOf(answer)
  await answer.arrayBuffer()
}

function style(address: string): Promise<void> {
  const link = document.createElement('link')
  link.rel = 'stylesheet'
  link.href = address
  return new Promise((resolve, reject) => {
    link.onload = () => resolve()
    link.onerror = () => {
      link.remove()
      reject(new TypeError(`no answer for ${address}`))
    }
    document.head.append(link)
  })
}
