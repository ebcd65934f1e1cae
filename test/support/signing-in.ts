import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { endpoint } from '@lianqiao/model/api/endpoint.ts'
import { z } from 'zod'
import { makeBrowser } from '../../scripts/client.ts'
import { authenticate, identity, residentIdOf } from '../../server/src/identity/index.ts'
import { route, whoOf } from '../../server/src/platform/http/route.ts'
import { loadDemoPeople } from '../../server/src/platform/jurisdiction-files.ts'
import type { Module } from '../../server/src/platform/module.ts'
import { freePort } from '../../server/src/platform/net.ts'
import { type RunningProvider, startProvider } from '../../server/src/provider/index.ts'
import { testTime } from './clock.ts'
import { startTestNode, type TestNode } from './node.ts'

const called = endpoint({
  name: 'test.call',
  summary: 'Something that changes something',
  method: 'POST',
  path: '/api/call',
  permission: 'queue.call',
  output: z.object({ subject: z.string() }),
})
const mine = endpoint({
  name: 'test.mine',
  summary: 'What the node knows of a person',
  method: 'GET',
  path: '/api/mine',
  permission: 'session',
  output: z.object({ subject: z.string(), residentId: z.string().optional() }),
})
const probe: Module = {
  name: 'probe',
  routes: [
    route(called, async call => ({ subject: whoOf(call).subject })),
    route(mine, async call => ({ subject: whoOf(call).subject, residentId: await residentIdOf(call) })),
  ],
}

const codes = ['320111', '340523'] as const

/** Two nodes with nothing but identity, under one hand clock, and the demonstration's provider beside them. */
export interface SigningIn {
  provider: RunningProvider
  pukou: TestNode
  hexian: TestNode
  time: ReturnType<typeof testTime>
  /** Stop the provider and start it anew with the same keys. */
  restartProvider(meanwhile: () => Promise<void>): Promise<void>
  /** Go to the provider's form as a browser does and send it. */
  fill(
    url: string,
    form: Record<string, string>,
    path?: string,
  ): Promise<{ browser: ReturnType<typeof makeBrowser>; answer: Response; text: string }>
  codeOf(username: string): Promise<string>
  auditOf(node: TestNode): Promise<{ actor: string; verb: string; outcome: string; problem: string | null }[]>
  stop(): Promise<void>
}

export async function startSigningIn(): Promise<SigningIn> {
  const folder = await mkdtemp(join(tmpdir(), 'lianqiao-identity-'))
  const time = testTime()
  const ports = { provider: await freePort(), '320111': await freePort(), '340523': await freePort() }
  const issuer = `http://127.0.0.1:${ports.provider}`
  const people = await Promise.all(codes.map(jurisdiction => loadDemoPeople({ jurisdiction })))
  const start = () =>
    startProvider({
      folder,
      port: ports.provider,
      clients: codes.map(jurisdiction => ({
        jurisdiction,
        name: jurisdiction,
        publicUrl: `http://127.0.0.1:${ports[jurisdiction]}`,
        secret: `secret-of-${jurisdiction}`,
      })),
      people,
    })
  let provider = await start()
  const node = (jurisdiction: (typeof codes)[number]) =>
    startTestNode({
      jurisdiction,
      time,
      modules: [identity, probe],
      authenticate,
      config: {
        port: ports[jurisdiction],
        oidc: { issuer, clientId: `node-${jurisdiction}`, clientSecret: `secret-of-${jurisdiction}` },
      },
    })
  const [pukou, hexian] = await Promise.all([node('320111'), node('340523')])
  return {
    provider,
    pukou,
    hexian,
    time,
    async restartProvider(meanwhile) {
      await provider.stop()
      await meanwhile()
      provider = await start()
    },
    async fill(url, form, path = '/auth/sign-in') {
      const browser = makeBrowser()
      const page = await browser(`${url}${path}`)
      const answer = await browser(page.url, { method: 'POST', body: new URLSearchParams(form) })
      return { browser, answer, text: await answer.text() }
    },
    async codeOf(username) {
      const accounts = await (await fetch(`${issuer}/demo/accounts`)).json()
      return (accounts as { username: string; code: string }[]).find(a => a.username === username)?.code ?? ''
    },
    auditOf: ({ node: { db } }) =>
      db.selectFrom('audit').select(['actor', 'verb', 'outcome', 'problem']).orderBy('id').execute(),
    async stop() {
      await Promise.all([pukou.stop(), hexian.stop(), provider.stop()])
      await rm(folder, { recursive: true, force: true })
    },
  }
}
