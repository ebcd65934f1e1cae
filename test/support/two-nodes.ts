import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { JurisdictionCode } from '@lianqiao/model/identifiers/division.ts'
import { signDirectory } from '../../server/src/commands/demo/directory.ts'
import { seed } from '../../server/src/commands/demo/seed.ts'
import { freePort } from '../../server/src/platform/net.ts'
import { acquaint } from './acquaint.ts'
import { testTime } from './clock.ts'
import { startTestNode, type TestNode, type TestNodeOptions } from './node.ts'
import { startTestProvider, type TestProvider } from './provider.ts'

const webFolder = join(import.meta.dirname, '../../web/dist')

export interface TwoNodes {
  /** 浦口 320111 */
  pukou: TestNode
  /** 和县 340523 */
  hexian: TestNode
  /** The clock of both. */
  time: ReturnType<typeof testTime>
  provider?: TestProvider
  stop(): Promise<void>
}

/**
 * Two live nodes on free ports that know each other by a signed directory, loaded with what their jurisdictions ship and
 * with the agreement signed by both; with all modules, each has the other's catalogue. With `signIn`, people can sign in at
 * the demonstration's provider; with `pages`, the nodes serve the built pages, for a browser.
 */
export async function startTwoNodes(
  options: Pick<TestNodeOptions, 'modules' | 'exchange' | 'logTo'> & {
    signIn?: boolean
    pages?: boolean
    seeded?: boolean
    /** The clock of both; default: one by hand at a Tuesday morning. */
    time?: ReturnType<typeof testTime>
  } = {},
): Promise<TwoNodes> {
  const { signIn = false, pages = false, seeded = true, time = testTime(), ...ofNodes } = options
  const folder = await mkdtemp(join(tmpdir(), 'lianqiao-two-'))
  const files = { directoryFile: join(folder, 'directory.jws'), trustFile: join(folder, 'trust.json') }
  const places = await Promise.all(
    (['320111', '340523'] as const).map(async code => {
      const port = await freePort()
      const url = `http://127.0.0.1:${port}`
      return { jurisdiction: JurisdictionCode.parse(code), port, url, keysFolder: join(folder, code) }
    }),
  )
  await signDirectory({
    ...files,
    authorityFile: join(folder, 'authority.jwk.json'),
    notBefore: new Date('2020-01-01T00:00:00Z'),
    issuedAt: time.now(),
    nodes: places.map(place => ({ ...place, name: place.jurisdiction === '320111' ? '浦口区' : '和县' })),
  })
  const provider = signIn ? await startTestProvider(folder, places) : undefined
  const [pukou, hexian] = (await Promise.all(
    places.map(({ jurisdiction, port, keysFolder }) =>
      startTestNode({
        ...ofNodes,
        jurisdiction,
        time,
        config: {
          port,
          keysFolder,
          ...files,
          ...(provider ? { oidc: provider.oidc(jurisdiction) } : {}),
          ...(pages ? { webFolder } : {}),
        },
      }),
    ),
  )) as [TestNode, TestNode]
  if (seeded) await seed([pukou.node, hexian.node])
  // With modules of the test's choice there is nobody who would carry it.
  if (seeded && !options.modules) await acquaint([pukou.node, hexian.node])
  return {
    pukou,
    hexian,
    time,
    ...(provider ? { provider } : {}),
    async stop() {
      await Promise.all([pukou.stop(), hexian.stop(), provider?.stop()])
      await rm(folder, { recursive: true, force: true })
    },
  }
}
