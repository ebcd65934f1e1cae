import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DirectoryNode } from '@lianqiao/model/federation/directory.ts'
import { JurisdictionCode } from '@lianqiao/model/identifiers/division.ts'
import { seed } from '../../../server/src/commands/demo/seed.ts'
import type { Pace } from '../../../server/src/exchange/index.ts'
import {
  importAgreement,
  issueDirectory,
  signAgreement,
  trustFileFor,
} from '../../../server/src/federation/index.ts'
import { createNode, type Duty, type RunningNode } from '../../../server/src/node.ts'
import type { Config } from '../../../server/src/platform/config.ts'
import {
  directoryKey,
  generateSigningKey,
  type SigningKey,
} from '../../../server/src/platform/crypto/keys.ts'
import { freePort } from '../../../server/src/platform/net.ts'
import { openVault } from '../../../server/src/platform/vault.ts'
import { acquaint, hasSentAll } from '../../support/acquaint.ts'
import { callAs } from '../../support/as.ts'
import { testTime } from '../../support/clock.ts'
import { startTestDatabase } from '../../support/database.ts'
import { until } from '../../support/until.ts'
import { sampleAgreement } from './agreement.ts'
import { mountedWith, quick, wholeWith } from './mounted.ts'
import { makeWire, type Wire } from './wire.ts'

/** One side: its configuration lives on while nodes on it come and go. */
export interface Side {
  config: Config
  signer: SigningKey
  wire: Wire
  /** The node that runs now. */
  running: RunningNode
  as: ReturnType<typeof callAs>
  /** End the node and start another on the same database, keys and port. */
  restart(options?: { duties?: Duty[] }): Promise<void>
}

export interface Pair {
  /** 浦口 320111 and 和县 340523. */
  a: Side
  b: Side
  time: ReturnType<typeof testTime>
  authority: SigningKey
  /** What the directory lists; change it and issue anew. */
  listed: DirectoryNode[]
  issue(options?: { validDays?: number; at?: string }): Promise<void>
  stop(): Promise<void>
}

/**
 * Two live nodes under one agreement, signed by both over the wire unless told otherwise. `whole`: with every module, and
 * all that their jurisdictions ship; else with federation, exchange and pings alone.
 */
export async function startPair(
  options: { unsigned?: true; whole?: true; pace?: Partial<Pace> } = {},
): Promise<Pair> {
  const time = testTime()
  const folder = await mkdtemp(join(tmpdir(), 'lianqiao-pair-'))
  const authority = generateSigningKey('directory')
  const listed: DirectoryNode[] = []
  const keysFrom = new Date('2026-01-01')
  const directoryFile = join(folder, 'directory.jws')
  const trustFile = join(folder, 'trust.json')
  await writeFile(trustFile, trustFileFor(authority, keysFrom))
  const issue: Pair['issue'] = async ({ validDays = 30, at = time.now() } = {}) =>
    writeFile(directoryFile, await issueDirectory(authority, listed, { validDays, at: at as never }))
  const stops: (() => Promise<void>)[] = []

  const prepare = async (code: string, name: string): Promise<Side> => {
    const jurisdiction = JurisdictionCode.parse(code)
    const database = await startTestDatabase(1)
    stops.push(() => database.stop())
    const port = await freePort()
    const config: Config = {
      jurisdiction,
      host: '127.0.0.1',
      port,
      publicUrl: `http://127.0.0.1:${port}`,
      databaseUrl: database.url,
      keysFolder: join(folder, code),
      directoryFile,
      trustFile,
      oidc: { issuer: 'http://127.0.0.1:9', clientId: code, clientSecret: 'test' },
      demonstration: true,
      logLevel: 'fatal',
      requestsPerMinute: 3000,
    }
    const { signer } = await openVault(config.keysFolder, jurisdiction)
    const key = directoryKey(signer, keysFrom) as DirectoryNode['keys'][number]
    listed.push({ jurisdiction, name, url: config.publicUrl, keys: [key] })
    const wire = makeWire()
    const pace = { ...quick, ...options.pace }
    const mounted = () => (options.whole ? wholeWith(wire, pace) : mountedWith(wire, pace))
    const start = (duties: Duty[] = ['serve', 'work']) =>
      createNode(side.config, { time, duties, modules: mounted })
    const side = { config, signer, wire, as: callAs(config.publicUrl) } as Side
    side.restart = async ({ duties } = {}) => {
      await side.running?.stop()
      side.running = await start(duties)
    }
    stops.push(() => side.running.stop())
    return side
  }

  const a = await prepare('320111', '南京市浦口区')
  const b = await prepare('340523', '和县')
  await issue()
  await Promise.all([a.restart(), b.restart()])
  if (options.whole) {
    const nodes = [a.running.node, b.running.node]
    await seed(nodes)
    await acquaint(nodes)
  } else if (!options.unsigned) await agree(a, b)
  return {
    a,
    b,
    time,
    authority,
    listed,
    issue,
    async stop() {
      for (const stop of stops.reverse()) await stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Both sides sign the sample agreement; each learns of the other's signature by message. */
async function agree(...sides: Side[]): Promise<void> {
  for (const { running } of sides) {
    const hash = await importAgreement(running.node, sampleAgreement())
    await signAgreement(running.node, { hash, who: 'system' })
  }
  for (const { running } of sides)
    await until('both signatures', async () => {
      const rows = await running.node.db.selectFrom('agreement_signature').select('jurisdiction').execute()
      return rows.length === sides.length
    })
  for (const { running } of sides) await until('nothing on its way', () => hasSentAll(running.node))
}
