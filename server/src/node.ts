import type { FastifyInstance } from 'fastify'
import { type Mounted, modules } from './modules.ts'
import type { Config } from './platform/config.ts'
import { openDatabase } from './platform/database/database.ts'
import { migrate } from './platform/database/migrate.ts'
import { makeServer } from './platform/http/server.ts'
import { makeJobs } from './platform/jobs.ts'
import { makeLog } from './platform/log.ts'
import { makeMetrics } from './platform/metrics.ts'
import { serveMetrics } from './platform/metrics-server.ts'
import type { Module } from './platform/module.ts'
import type { Node } from './platform/node.ts'
import { afterRestore } from './platform/restored.ts'
import { makeSerials } from './platform/serials.ts'
import { systemTime, type TimeSource } from './platform/time.ts'
import { openSpans } from './platform/tracing/spans.ts'
import { openVault } from './platform/vault.ts'

/** A node that is up: its address, its context for those in the same process, and how to end it. */
export interface RunningNode {
  node: Node
  url: string
  stop(): Promise<void>
}

/** What a process does of a node's work: answer requests, do queued work, or both. */
export type Duty = 'serve' | 'work'

/**
 * Bring up one jurisdiction's node: migrate, open the vault, mount the modules, start what runs by itself. Several may
 * live in one process (tests, the demonstration); several processes may serve one node. A test of one module may mount
 * only what it needs by `modules`.
 */
export async function createNode(
  config: Config,
  options: {
    time?: TimeSource
    duties?: readonly Duty[]
    modules?: () => Mounted
    /** Where the lines of the log go; default: standard output. */
    logTo?: { write(line: string): void }
  } = {},
): Promise<RunningNode> {
  const duties = options.duties ?? ['serve', 'work']
  await migrate(config.databaseUrl)
  const mounted = (options.modules ?? modules)()
  const jobs = makeJobs(config.databaseUrl)
  const { jurisdiction, logLevel: level } = config
  const time = options.time ?? systemTime
  const node: Node = {
    jurisdiction,
    config,
    db: openDatabase(config.databaseUrl),
    time,
    log: makeLog({ level, jurisdiction, ...(options.logTo ? { to: options.logTo } : {}) }),
    metrics: makeMetrics({ jurisdiction, process: config.metrics !== undefined }),
    spans: await openSpans(jurisdiction),
    jobs,
    serials: makeSerials(config.databaseUrl),
    vault: await openVault(config.keysFolder, jurisdiction, time),
    kinds: new Map(mounted.all.flatMap(m => m.kinds ?? []).map(k => [k.procedure.kind, k])),
    exchange: mounted.exchange,
  }
  const stops: (() => Promise<void>)[] = [
    () => node.spans.stop(),
    () => node.db.destroy(),
    () => node.serials.stop(),
  ]
  await jobs.start()
  stops.push(() => jobs.stop())
  await jobs.prepare(mounted.all)
  await afterRestore(node, mounted.all)
  if (duties.includes('work')) {
    await jobs.work(node, mounted.all)
    for (const module of mounted.all) if (module.start) stops.push(await module.start(node))
  }
  // Who only looks at a node's data, beside its processes, has nothing to tell.
  if (config.metrics && duties.length > 0) stops.push(await serveMetrics(node, mounted.all, config.metrics))
  let url = config.publicUrl
  if (duties.includes('serve')) {
    const app = await serve(node, mounted.all, mounted.authenticate(node))
    url = app.listeningOrigin
    stops.push(() => app.close())
  }
  return {
    node,
    url,
    async stop() {
      for (const stop of stops.reverse()) await stop()
    },
  }
}

async function serve(
  node: Node,
  mounted: readonly Module[],
  authenticate: Parameters<typeof makeServer>[2],
): Promise<FastifyInstance> {
  const app = await makeServer(
    node,
    mounted.flatMap(m => m.routes ?? []),
    authenticate,
  )
  for (const module of mounted) await module.mount?.(app, node)
  await app.listen({ host: node.config.host, port: node.config.port })
  return app
}
