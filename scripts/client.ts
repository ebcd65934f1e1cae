/**
 * An outside client of a node: signs in over HTTP as a browser does, through the demonstration's identity provider, and
 * calls endpoints with the session and its CSRF token. For tests and scenario scripts.
 */

/** What a node answered: `body` is the parsed JSON, or the bytes of anything else. */
export interface Answer<T> {
  status: number
  body: T
  headers: Headers
}

/** A signed-in person at one node. Every call carries the cookie; what changes something carries the CSRF token too. */
export interface Client {
  username: string
  csrf: string
  /** The same cookies without the CSRF token, for pages and redirects. */
  browser: Browser
  get<T = unknown>(path: string): Promise<Answer<T>>
  post<T = unknown>(path: string, body?: unknown): Promise<Answer<T>>
  put<T = unknown>(path: string, body?: unknown): Promise<Answer<T>>
  delete<T = unknown>(path: string): Promise<Answer<T>>
}

interface DemoAccount {
  username: string
  jurisdictions: string[]
  code?: string
}

/** The part of `GET /api/session` that a client needs. */
interface Session {
  node: { code: string }
  who: { name: string } | null
  csrf: string | null
}

/**
 * Sign in at the node as `username` of the demonstration (`fang-min`, `wang-xiaoqiao`); staff codes are asked of the provider.
 * Throws with the answered page's text when it does not succeed.
 */
export async function signIn(nodeUrl: string, providerUrl: string, username: string): Promise<Client> {
  const browser = makeBrowser()
  const { node } = await json<Session>(await browser(`${nodeUrl}/api/session`))
  const accounts = await json<DemoAccount[]>(await fetch(`${providerUrl}/demo/accounts`))
  const named = accounts.filter(a => a.username === username)
  const account = named.find(a => a.jurisdictions.includes(node.code)) ?? named[0]
  const form = await browser(`${nodeUrl}/auth/sign-in`)
  const body = new URLSearchParams({ account: username, password: 'demo', code: account?.code ?? '' })
  const back = await browser(form.url, { method: 'POST', body })
  const session = await json<Session>(await browser(`${nodeUrl}/api/session`))
  if (!session.who || !session.csrf)
    throw new Error(`${username} could not sign in at ${nodeUrl}: ${back.status} ${plain(await back.text())}`)
  return clientOf(nodeUrl, username, session.csrf, browser)
}

function clientOf(nodeUrl: string, username: string, csrf: string, browser: Browser): Client {
  const call = async <T>(method: string, path: string, body?: unknown): Promise<Answer<T>> => {
    const bytes = body instanceof Uint8Array
    const response = await browser(`${nodeUrl}${path}`, {
      method,
      headers: {
        accept: 'application/json',
        'x-csrf-token': csrf,
        ...(body === undefined
          ? {}
          : { 'content-type': bytes ? 'application/octet-stream' : 'application/json' }),
      },
      ...(body === undefined ? {} : { body: bytes ? Buffer.from(body) : JSON.stringify(body) }),
    })
    const isJson = /json/.test(response.headers.get('content-type') ?? '')
    const answered = isJson ? await response.json() : new Uint8Array(await response.arrayBuffer())
    return { status: response.status, body: answered as T, headers: response.headers }
  }
  return {
    username,
    csrf,
    browser,
    get: path => call('GET', path),
    post: (path, body = {}) => call('POST', path, body),
    put: (path, body = {}) => call('PUT', path, body),
    delete: path => call('DELETE', path),
  }
}

/** `fetch` that keeps cookies by origin and follows redirects as a browser does; `url` tells where it ended. */
export interface Browser {
  (url: string, init?: RequestInit): Promise<Response>
  /** The `Cookie` header that it would send there. */
  cookiesFor(url: string): string
}

/** A browser with an empty cookie jar; `watch` is told of every answer on the way. */
export function makeBrowser(watch?: (answer: Response) => void): Browser {
  const jars = new Map<string, Map<string, string>>()
  const cookiesFor = (url: string) =>
    [...(jars.get(new URL(url).origin) ?? [])].map(([name, value]) => `${name}=${value}`).join('; ')
  const browse = async (start: string, init: RequestInit = {}) => {
    let url = start
    let request: RequestInit = init
    for (let hop = 0; hop < 12; hop++) {
      const { origin } = new URL(url)
      const jar = jars.get(origin) ?? new Map<string, string>()
      jars.set(origin, jar)
      const headers = new Headers(request.headers)
      if (!headers.has('accept')) headers.set('accept', 'text/html')
      if (jar.size > 0) headers.set('cookie', cookiesFor(url))
      const response = await fetch(url, { ...request, headers, redirect: 'manual' })
      watch?.(response)
      for (const line of response.headers.getSetCookie()) keep(jar, line)
      const location = response.headers.get('location')
      if (!location || response.status < 300 || response.status > 399) return response
      await response.body?.cancel()
      url = new URL(location, url).href
      request = { headers: { accept: headers.get('accept') ?? '' } }
    }
    throw new Error(`too many redirects from ${start}`)
  }
  return Object.assign(browse, { cookiesFor })
}

function keep(jar: Map<string, string>, line: string): void {
  const [, name, value] = /^([^=;]+)=([^;]*)/.exec(line) ?? []
  if (!name || value === undefined) return
  const expires = /expires=([^;]+)/i.exec(line)?.[1]
  if (value === '' || (expires && Date.parse(expires) <= Date.now())) jar.delete(name)
  else jar.set(name, value)
}

async function json<T>(response: Response): Promise<T> {
  if (!response.ok) throw new Error(`${response.url}: ${response.status} ${await response.text()}`)
  return (await response.json()) as T
}

const plain = (page: string) =>
  page
    .replace(/<style>.*?<\/style>|<[^>]+>/gs, ' ')
    .replace(/\s+/g, ' ')
    .trim()
