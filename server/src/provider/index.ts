import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { DemoPeople } from '@lianqiao/model/catalogue/people.ts'
import { problem } from '@lianqiao/model/problems/problem.ts'
import Provider, { errors } from 'oidc-provider'
import type { Log } from '../platform/log.ts'
import { demoView, makeAccounts } from './accounts.ts'
import { configuration, type ProviderClient } from './configuration.ts'
import { openKeys } from './keys.ts'
import { messagePage } from './pages.ts'
import { sendPage, sendText } from './replies.ts'
import { signInSteps } from './sign-in.ts'
import { endSessionAtOnce } from './sign-out.ts'
import { style } from './style.ts'

export { demoPassword } from './accounts.ts'
export type { ProviderClient } from './configuration.ts'

export interface ProviderOptions {
  /** Keeps the provider's keys. */
  folder: string
  host?: string
  /** 0 takes any free port. */
  port: number
  /** How nodes and browsers call it, `http://127.0.0.1:8300`; default: the address it listens at. */
  issuer?: string
  clients: readonly ProviderClient[]
  /** Invented people of every loaded jurisdiction. */
  people: readonly DemoPeople[]
  /** Told of faults that are not a person's. */
  log?: Pick<Log, 'error'>
}

export interface RunningProvider {
  url: string
  stop(): Promise<void>
}

/**
 * Start the demonstration's OpenID provider (演示身份认证). It shows everyone's one-time codes and is no place for real
 * people; production names a real provider in the nodes' configuration. Throws `port-taken`.
 */
export async function startProvider(options: ProviderOptions): Promise<RunningProvider> {
  const { host = '127.0.0.1', port } = options
  const keys = await openKeys(options.folder)
  const accounts = makeAccounts(options.people, keys)
  const server = createServer()
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? problem('port-taken', { port }) : error),
    )
    server.listen(port, host, resolve)
  })
  const url = options.issuer ?? `http://${host}:${(server.address() as AddressInfo).port}`
  const provider = new Provider(url, configuration(options.clients, accounts, keys))
  // Behind a proxy that ends TLS, the cookies must still be marked Secure.
  provider.proxy = url.startsWith('https:')
  provider.use(endSessionAtOnce)
  const openid = provider.callback()
  const steps = signInSteps(provider, options.clients, accounts)

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', url)
    const step = /^\/interaction\/[\w-]+(\/cancel)?$/.exec(pathname)
    if (step && request.method === 'POST') return steps.submit(request, response)
    if (step?.[1]) return steps.cancel(request, response)
    if (step) return steps.show(request, response, searchParams.get('account') ?? '')
    if (pathname === '/style.css') return sendText(response, 'text/css', style)
    if (pathname === '/demo/accounts')
      return sendText(response, 'application/json', JSON.stringify(accounts.all.map(demoView)))
    return openid(request, response)
  }
  server.on('request', (request, response) => {
    answer(request, response).catch(error => {
      const expired = error instanceof errors.SessionNotFound
      if (!expired) options.log?.error({ err: error }, 'provider request failed')
      if (response.headersSent) return response.destroy()
      sendPage(response, expired ? 400 : 500, expired ? expiredPage : faultPage)
    })
  })
  return {
    url,
    stop: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const expiredPage = messagePage(
  '登录页面已过期',
  '请返回原网站重新登录。',
  'This sign-in page has expired; go back to the site and sign in again.',
)
const faultPage = messagePage(
  '身份认证出现故障',
  '请稍后返回原网站重新登录。',
  'The identity provider has a fault; go back to the site and sign in again later.',
)
