import { createNode, type RunningNode } from '../node.ts'
import { startEmbedded } from '../platform/database/embedded.ts'
import { loadDemoPeople } from '../platform/jurisdiction-files.ts'
import type { Given } from './command.ts'
import { showBanner } from './demo/banner.ts'
import { type DemoClock, demoClockModule, openDemoClock } from './demo/clock.ts'
import { signDirectory } from './demo/directory.ts'
import { databaseFolder, openHome } from './demo/home.ts'
import { clientOf, type DemoNode, demoNodes, demonstrated, providerUrl, withModule } from './demo/nodes.ts'
import { checkPorts, metricsPortOf, portsOf } from './demo/ports.ts'
import { startProvider } from './demo/provider.ts'
import { startReplicas } from './demo/replicas.ts'
import { seed } from './demo/seed.ts'
import { UsageError } from './tell.ts'
import { untilStopped } from './until-stopped.ts'

/** All shipped jurisdictions on one machine, on loopback: what `npm start` runs. */
export const run = (given: Given) => untilStopped((up, stopping) => start(given, up, stopping))

/** What each starts, `up` stops in the opposite order: nodes, provider, database, and last the folder is let go. */
async function start(given: Given, up: AsyncDisposableStack, stopping: AbortSignal): Promise<void> {
  const codes = await demonstrated()
  const ports = portsOf(given, codes)
  const replicas = replicasOf(given)
  const home = await openHome({ fresh: given.flags.fresh === true, clients: codes.map(clientOf) })
  up.defer(() => home.release())
  // Not the database's: a server that a killed demonstration left behind may hold it, and is stopped below.
  const served = [...ports.nodes.values()]
  await checkPorts([ports.provider, ...served, ...served.map(metricsPortOf)])

  const database = await startEmbedded({
    folder: home.at(databaseFolder),
    port: ports.database,
    password: home.secrets.databasePassword,
  })
  up.defer(() => database.stop())
  stopping.throwIfAborted()

  const nodes = await demoNodes(home, ports, name => database.database(name))
  await signDirectory({
    authorityFile: home.at('authority', 'signing.jwk.json'),
    directoryFile: home.at('directory.jws'),
    trustFile: home.at('directory-trust.json'),
    notBefore: new Date(home.secrets.madeAt),
    nodes: nodes.map(({ profile, config }) => ({
      jurisdiction: config.jurisdiction,
      name: profile.name,
      url: config.publicUrl,
      keysFolder: config.keysFolder,
    })),
  })

  const people = await Promise.all(nodes.map(({ config }) => loadDemoPeople(config)))
  const provider = await startProvider({
    folder: home.at('provider'),
    port: ports.provider,
    issuer: providerUrl(ports),
    clients: nodes.map(({ profile, config }) => ({
      jurisdiction: config.jurisdiction,
      name: profile.name,
      departments: profile.departments,
      publicUrl: config.publicUrl,
      secret: config.oidc.clientSecret,
    })),
    people,
  })
  up.defer(() => provider.stop())
  stopping.throwIfAborted()

  const clockFile = home.at('clock')
  if (replicas === undefined) await startWithin(nodes, openDemoClock(clockFile), up, stopping)
  else await startApart(nodes, { clockFile, replicas }, up, stopping)
  stopping.throwIfAborted()
  showBanner(providerUrl(ports), nodes, people)
}

/** All nodes in this process: the least to start and to stop. */
async function startWithin(
  nodes: readonly DemoNode[],
  clock: DemoClock,
  up: AsyncDisposableStack,
  stopping: AbortSignal,
): Promise<void> {
  const running = []
  for (const { config } of nodes) {
    const metrics = { host: config.host, port: metricsPortOf(config.port) }
    const node = await createNode(
      { ...config, metrics },
      { time: clock, modules: withModule(demoClockModule(clock)) },
    )
    up.defer(() => node.stop())
    running.push(node.node)
    stopping.throwIfAborted()
  }
  await seed(running)
}

/** Each node as several processes, as an authority runs it; what they are seeded with lies in the database before. */
async function startApart(
  nodes: readonly DemoNode[],
  { clockFile, replicas }: { clockFile: string; replicas: number },
  up: AsyncDisposableStack,
  stopping: AbortSignal,
): Promise<void> {
  const seeding: RunningNode[] = []
  try {
    for (const { config } of nodes)
      seeding.push(await createNode(config, { time: openDemoClock(clockFile), duties: [] }))
    await seed(seeding.map(({ node }) => node))
  } finally {
    for (const node of seeding) await node.stop()
  }
  for (const { config } of nodes) {
    stopping.throwIfAborted()
    const started = await startReplicas({ config, clockFile }, replicas)
    up.defer(() => started.stop())
  }
}

/** `--replicas`, from 1 to 8; undefined where it is not given. Throws `UsageError` for anything else. */
function replicasOf({ flags: { replicas } }: Given): number | undefined {
  if (replicas === undefined) return undefined
  const count = Number(replicas)
  if (!Number.isInteger(count) || count < 1 || count > 8)
    throw new UsageError(
      '--replicas 须写 1 到 8 的数，例如 --replicas 3',
      '--replicas takes a number from 1 to 8, e.g. --replicas 3',
    )
  return count
}
