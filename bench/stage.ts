import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Agreement } from '@lianqiao/model/catalogue/agreement.ts'
import { JurisdictionCode } from '@lianqiao/model/identifiers/division.ts'
import pg from 'pg'
import { signIn } from '../scripts/client.ts'
import { signDirectory } from '../server/src/commands/demo/directory.ts'
import { startProvider } from '../server/src/commands/demo/provider.ts'
import { seed } from '../server/src/commands/demo/seed.ts'
import { importAgreement, signAgreement } from '../server/src/federation/index.ts'
import { createNode } from '../server/src/node.ts'
import type { Config } from '../server/src/platform/config.ts'
import { type EmbeddedDatabase, startEmbedded } from '../server/src/platform/database/embedded.ts'
import { loadDemoPeople } from '../server/src/platform/jurisdiction-files.ts'
import { freePort } from '../server/src/platform/net.ts'
import { type Child, start } from './child.ts'
import type { Load } from './load.ts'

/** A node that is measured: its process, where it answers, its database. */
export interface MeasuredNode {
  url: string
  databaseUrl: string
  keysFolder: string
  child: Child
}

/** Two nodes, a PostgreSQL and an identity provider of their own, in a folder that goes away again. */
export interface Stage {
  database: EmbeddedDatabase
  pukou: MeasuredNode
  hexian: MeasuredNode
  load: Child
  /** 浦口's node once more, in a second process on the same database. */
  anotherProcess(): Promise<MeasuredNode>
  /** Sessions of somebody, signed in over HTTP as a browser does; at 浦口 unless said otherwise. */
  sessionsOf(username: string, count: number, at?: MeasuredNode): Promise<Load['sessions']>
  stop(): Promise<void>
}

const names = { '320111': '浦口区', '340523': '和县' }
const webFolder = join(import.meta.dirname, '../web/dist')
const agreements = join(import.meta.dirname, '../jurisdictions/agreements')

/** Requests that the load generator may make in a minute: it stands for a county and comes from one address. */
const unlimited = 10_000_000

export async function setStage(): Promise<Stage> {
  const up = new AsyncDisposableStack()
  try {
    const folder = await mkdtemp(join(tmpdir(), 'lianqiao-bench-'))
    await chmod(folder, 0o711)
    up.defer(() => rm(folder, { recursive: true, force: true }))
    const database = await startEmbedded({
      folder: join(folder, 'postgres'),
      port: await freePort(),
      password: 'bench',
      flags: serverSettings,
    })
    up.defer(() => database.stop())
    const providerPort = await freePort()
    const issuer = `http://127.0.0.1:${providerPort}`
    const configs = await Promise.all(
      (['320111', '340523'] as const).map(code => configOf(code, folder, issuer, database)),
    )
    await signDirectory({
      authorityFile: join(folder, 'authority.jwk.json'),
      directoryFile: join(folder, 'directory.jws'),
      trustFile: join(folder, 'trust.json'),
      notBefore: new Date('2020-01-01T00:00:00Z'),
      nodes: configs.map(config => ({
        jurisdiction: config.jurisdiction,
        name: names[config.jurisdiction as keyof typeof names],
        url: config.publicUrl,
        keysFolder: config.keysFolder,
      })),
    })
    const provider = await startProvider({
      folder: join(folder, 'provider'),
      port: providerPort,
      clients: configs.map(({ jurisdiction, publicUrl, oidc }) => ({
        jurisdiction,
        name: jurisdiction,
        publicUrl,
        secret: oidc.clientSecret,
      })),
      people: await Promise.all(configs.map(loadDemoPeople)),
    })
    up.defer(() => provider.stop())
    await furnish(configs)
    const [pukou, hexian] = await Promise.all(
      configs.map(async config => {
        const child = await start('node.ts', config)
        up.defer(() => child.stop())
        const { publicUrl: url, databaseUrl, keysFolder } = config
        return { url, databaseUrl, keysFolder, child }
      }),
    )
    await quiet(configs.map(config => config.databaseUrl))
    const load = await start('load.ts', {})
    up.defer(() => load.stop())
    if (!pukou || !hexian) throw new Error('two nodes were configured')
    const [config] = configs
    if (!config) throw new Error('two nodes were configured')
    const staying = up.move()
    return {
      database,
      pukou,
      hexian,
      load,
      async anotherProcess() {
        const port = await freePort()
        const child = await start('node.ts', { ...config, port })
        const { databaseUrl, keysFolder } = config
        return { url: `http://127.0.0.1:${port}`, databaseUrl, keysFolder, child }
      },
      sessionsOf: (username, count, at = pukou) =>
        Promise.all(Array.from({ length: count }, () => sessionOf(at.url, issuer, username))),
      stop: () => staying.disposeAsync(),
    }
  } finally {
    await up.disposeAsync()
  }
}

/** Wait until the nodes have told one another agreements and catalogues: that is the work of a first day, not of every one. */
async function quiet(databaseUrls: readonly string[]): Promise<void> {
  for (const connectionString of databaseUrls) {
    const client = new pg.Client({ connectionString })
    await client.connect()
    const isQuiet = async () => {
      const { rows } = await client.query<{ told: number; waiting: number }>(
        `select (select count(*)::int from catalogue_told) as told,
           (select count(*)::int from outbox where state in ('queued', 'sent')) as waiting`,
      )
      return (rows[0]?.told ?? 0) > 0 && rows[0]?.waiting === 0
    }
    while (!(await isQuiet())) await new Promise(resolve => setTimeout(resolve, 100))
    await client.end()
  }
}

/** Durable as shipped; only memory for ten million rows is what an operator would set. */
const serverSettings = ['shared_buffers=1GB', 'maintenance_work_mem=512MB', 'max_wal_size=3GB'].flatMap(
  setting => ['-c', setting],
)

async function configOf(
  code: keyof typeof names,
  folder: string,
  issuer: string,
  database: EmbeddedDatabase,
): Promise<Config> {
  const port = await freePort()
  return {
    jurisdiction: JurisdictionCode.parse(code),
    host: '127.0.0.1',
    port,
    publicUrl: `http://127.0.0.1:${port}`,
    databaseUrl: await database.database(`node_${code}`),
    keysFolder: join(folder, code),
    directoryFile: join(folder, 'directory.jws'),
    trustFile: join(folder, 'trust.json'),
    oidc: { issuer, clientId: `node-${code}`, clientSecret: 'the bench' },
    demonstration: true,
    logLevel: 'error',
    requestsPerMinute: unlimited,
    webFolder,
  }
}

/** What the jurisdictions ship, and their agreement anew with quotas that a measurement does not use up. */
async function furnish(configs: readonly Config[]): Promise<void> {
  const nodes = await Promise.all(configs.map(config => createNode(config, { duties: [] })))
  await seed(nodes.map(({ node }) => node))
  for (const name of await readdir(agreements)) {
    const shipped = Agreement.parse(JSON.parse(await readFile(join(agreements, name), 'utf8')))
    const generous = {
      ...shipped,
      version: shipped.version + 1,
      data: shipped.data.map(grant => ({ ...grant, quotaPerDay: 100_000 })),
    }
    for (const { node } of nodes)
      await signAgreement(node, { hash: await importAgreement(node, generous), who: 'system' })
  }
  for (const running of nodes) await running.stop()
}

async function sessionOf(url: string, issuer: string, username: string): Promise<Load['sessions'][number]> {
  const { browser, csrf } = await signIn(url, issuer, username)
  return { cookie: browser.cookiesFor(url), csrf }
}
