import { type Mounted, modules } from '../modules.ts'
import { createNode, type RunningNode } from '../node.ts'
import { startEmbedded } from '../platform/database/embedded.ts'
import { loadDemoPeople } from '../platform/jurisdiction-files.ts'
import type { Given } from './command.ts'
import { showBanner } from './demo/banner.ts'
import { type DemoClock, demoClockModule, openDemoClock } from './demo/clock.ts'
import { signDirectory } from './demo/directory.ts'
import { databaseFolder, openHome } from './demo/home.ts'
import { clientOf, demoNodes, providerUrl } from './demo/nodes.ts'
import { checkPorts, demonstrated, portsOf } from './demo/ports.ts'
import { startProvider } from './demo/provider.ts'
import { seed } from './demo/seed.ts'
import { untilStopped } from './until-stopped.ts'

/** Both jurisdictions on one machine, on loopback: what `npm start` runs. */
export const run = (given: Given) => untilStopped((up, stopping) => start(given, up, stopping))

/** What each starts, `up` stops in the opposite order: nodes, provider, database, and last the folder is let go. */
async function start(given: Given, up: AsyncDisposableStack, stopping: AbortSignal): Promise<void> {
  const ports = portsOf(given)
  const clients = demonstrated.map(clientOf)
  const home = await openHome({ fresh: given.flags.fresh === true, clients })
  up.defer(() => home.release())
  // Not the database's: a server that a killed demonstration left behind may hold it, and is stopped below.
  await checkPorts([ports.provider, ...Object.values(ports.nodes)])

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

  const people = await Promise.all(demonstrated.map(loadDemoPeople))
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

  const clock = await openDemoClock(home.at('clock'))
  const running: RunningNode[] = []
  for (const { config } of nodes) {
    const node = await createNode(config, { time: clock, modules: c => withClock(modules(c), clock) })
    up.defer(() => node.stop())
    running.push(node)
    stopping.throwIfAborted()
  }
  await seed(running.map(({ node }) => node))
  stopping.throwIfAborted()
  showBanner(providerUrl(ports), nodes, people)
}

function withClock(mounted: Mounted, clock: DemoClock): Mounted {
  return { ...mounted, all: [...mounted.all, demoClockModule(clock)] }
}
