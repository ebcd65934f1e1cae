import { randomBytes } from 'node:crypto'
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { signDirectory } from '../../server/src/commands/demo/directory.ts'
import { startProvider } from '../../server/src/commands/demo/provider.ts'
import { seed } from '../../server/src/commands/demo/seed.ts'
import { createNode } from '../../server/src/node.ts'
import { Config } from '../../server/src/platform/config.ts'
import { loadDemoPeople, loadJurisdiction } from '../../server/src/platform/jurisdiction-files.ts'
import { type Code, codes } from './codes.ts'
import { moveClock, type Processes, type Store, startProcesses, startStore } from './side.ts'
import { startWire, type Wire } from './wire.ts'

/** One node under faults. */
export interface Side {
  code: Code
  config: Config
  clockFile: string
  store: Store
  processes: Processes
  /** Its public address, which the directory names and everybody uses. */
  wire: Wire
}

/** Two whole nodes that can be hurt: processes, databases, disks, clocks and the wires to them. */
export interface Stage {
  sides: Record<Code, Side>
  provider: string
  directoryFile: string
  trustFile: string
  /** How far the clocks of both run ahead of the wall, in milliseconds. */
  lead: number
  stop(): Promise<void>
}

/** Ports that one stage takes, from its base on. */
export const portsOfAStage = 10

/** Keys count from long before: a clock that goes wrong by an hour must not fall before their first day. */
const keysFrom = () => new Date(Date.now() - 30 * 86_400_000)

/** @throws what kept it from starting, after what had started is stopped */
export async function startStage(portBase: number): Promise<Stage> {
  const up = new AsyncDisposableStack()
  try {
    return await start(portBase, up)
  } catch (error) {
    await up.disposeAsync().catch(() => {})
    throw error
  }
}

async function start(portBase: number, up: AsyncDisposableStack): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'lianqiao-faults-'))
  // As root, PostgreSQL runs as another user, who must be able to pass.
  await chmod(folder, 0o711)
  const files = { directoryFile: join(folder, 'directory.jws'), trustFile: join(folder, 'trust.json') }
  const issuer = `http://127.0.0.1:${portBase}`
  const password = randomBytes(12).toString('hex')
  up.defer(() => rm(folder, { recursive: true, force: true }))

  const prepared = []
  for (const [i, code] of codes.entries()) {
    const store = await startStore(join(folder, `disk-${code}`), {
      port: portBase + 1 + i,
      password,
      name: `node_${code}`,
    })
    up.defer(() => store.stop())
    const port = portBase + 3 + i
    const config = Config.parse({
      jurisdiction: code,
      port,
      publicUrl: `http://127.0.0.1:${port}`,
      databaseUrl: store.url,
      keysFolder: join(folder, code, 'keys'),
      ...files,
      oidc: { issuer, clientId: `node-${code}`, clientSecret: password },
      demonstration: true,
      logLevel: process.env.FAULTS_TELL ? 'error' : 'silent',
    })
    await mkdir(join(folder, code), { recursive: true })
    const clockFile = join(folder, code, 'clock')
    await moveClock(clockFile, 0)
    prepared.push({ code, config, store, clockFile, profile: await loadJurisdiction(config) })
  }
  await signDirectory({
    ...files,
    authorityFile: join(folder, 'authority', 'signing.jwk.json'),
    notBefore: keysFrom(),
    nodes: prepared.map(({ config, profile }) => ({
      jurisdiction: config.jurisdiction,
      name: profile.name,
      url: config.publicUrl,
      keysFolder: config.keysFolder,
    })),
  })
  const provider = await startProvider({
    folder: join(folder, 'provider'),
    port: portBase,
    issuer,
    clients: prepared.map(({ config, profile }) => ({
      jurisdiction: config.jurisdiction,
      name: profile.name,
      departments: profile.departments,
      publicUrl: config.publicUrl,
      secret: password,
    })),
    people: await Promise.all(prepared.map(({ config }) => loadDemoPeople(config))),
  })
  up.defer(() => provider.stop())
  await seedBoth(prepared.map(({ config }) => config))

  const sides: Side[] = []
  for (const { code, config, store, clockFile } of prepared) {
    const processes = startProcesses(config, clockFile, join(folder, 'compiled'))
    up.defer(() => processes.stop())
    const wire = await startWire(config.port, processes.port)
    up.defer(() => wire.stop())
    sides.push({ code, config, clockFile, store, processes, wire })
  }
  await Promise.all(sides.map(({ processes }) => processes.standing()))
  await Promise.all(sides.map(greeted))
  return {
    sides: Object.fromEntries(sides.map(side => [side.code, side])) as Record<Code, Side>,
    provider: issuer,
    ...files,
    lead: 0,
    stop: () => up.disposeAsync(),
  }
}

/** Load what both jurisdictions ship; it needs no process that stays. */
async function seedBoth(configs: readonly Config[]): Promise<void> {
  const running = await Promise.all(configs.map(config => createNode(config, { duties: [] })))
  try {
    await seed(running.map(({ node }) => node))
  } finally {
    for (const node of running) await node.stop()
  }
}

/** Resolves when a node has told its catalogue to the other one: before that no clerk knows what can be done there. */
async function greeted({ store }: Side): Promise<void> {
  const untold = `select 1 where not exists (select 1 from catalogue_told)
    union all select 1 from outbox where state in ('queued', 'sent')`
  while ((await store.query(untold)).length > 0) await new Promise(resolve => setTimeout(resolve, 100))
}
