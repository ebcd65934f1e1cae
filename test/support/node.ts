import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { JurisdictionCode } from '@lianqiao/model/identifiers/division.ts'
import { problem } from '@lianqiao/model/problems/problem.ts'
import { type Mounted, modules } from '../../server/src/modules.ts'
import { createNode, type RunningNode } from '../../server/src/node.ts'
import type { Config } from '../../server/src/platform/config.ts'
import type { Module } from '../../server/src/platform/module.ts'
import { freePort } from '../../server/src/platform/net.ts'
import type { Exchange } from '../../server/src/platform/node.ts'
import type { TimeSource } from '../../server/src/platform/time.ts'
import { callAs, signingInByHeader } from './as.ts'
import { testTime } from './clock.ts'
import { startTestDatabase } from './database.ts'
import { patient } from './patience.ts'

export interface TestNode extends RunningNode {
  /** Speak to it over HTTP as somebody, or as nobody: `node.as(clerk).get('/api/…')`. */
  as: ReturnType<typeof callAs>
}

export interface TestNodeOptions {
  jurisdiction?: string
  /** Default: the hand clock at a Tuesday morning. Give both nodes the same one. */
  time?: TimeSource
  /** Mount only these; default: every module of the node. */
  modules?: readonly Module[]
  /** Together with `modules`: answers synchronous queries; default: nobody can be reached. */
  exchange?: Exchange
  /** Together with `modules`: who is calling, where no test header says it; default: a stranger. */
  authenticate?: Mounted['authenticate']
  config?: Partial<Config>
  /** Hears every line of the log, down to `debug`. */
  logTo?: { write(line: string): void }
}

/** Nobody at the other end: what a node of few modules has for partners. */
const alone: Exchange = {
  query: async to => {
    throw problem('peer-unreachable', { peer: to })
  },
}

/** A live node on a free loopback port, with a database, keys and a clock of its own; ends with `stop()`. */
export async function startTestNode(options: TestNodeOptions = {}): Promise<TestNode> {
  const jurisdiction = JurisdictionCode.parse(options.jurisdiction ?? '320111')
  const database = await startTestDatabase(1)
  const folder = await mkdtemp(join(tmpdir(), 'lianqiao-node-'))
  const port = options.config?.port ?? (await freePort())
  const config: Config = {
    jurisdiction,
    host: '127.0.0.1',
    port,
    publicUrl: `http://127.0.0.1:${port}`,
    databaseUrl: database.url,
    keysFolder: join(folder, 'keys'),
    directoryFile: join(folder, 'directory.jws'),
    trustFile: join(folder, 'trust.json'),
    oidc: { issuer: 'http://127.0.0.1:9', clientId: `node-${jurisdiction}`, clientSecret: 'test' },
    demonstration: true,
    logLevel: options.logTo ? 'debug' : 'error',
    requestsPerMinute: 3000,
    ...options.config,
  }
  const running = await createNode(config, {
    time: options.time ?? testTime(),
    modules: () => signingInByHeader(mounted(options)),
    ...(options.logTo ? { logTo: options.logTo } : {}),
  })
  return {
    ...running,
    as: callAs(running.url),
    async stop() {
      await running.stop()
      await database.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function mounted(options: TestNodeOptions): Mounted {
  const { modules: only, exchange = alone, authenticate = () => async () => undefined } = options
  return only ? { all: only, exchange, authenticate } : modules({ pace: patient })
}
