import { glob } from 'node:fs/promises'
import { join, sep } from 'node:path'
import type { JurisdictionProfile } from '@lianqiao/model/catalogue/jurisdiction.ts'
import { JurisdictionCode } from '@lianqiao/model/identifiers/division.ts'
import { type Mounted, modules } from '../../modules.ts'
import type { Config } from '../../platform/config.ts'
import { loadJurisdiction, shippedFolder } from '../../platform/jurisdiction-files.ts'
import type { Module } from '../../platform/module.ts'
import type { Home } from './home.ts'
import type { Ports } from './ports.ts'

/** One node of the demonstration: who it is and how it is set up. */
export interface DemoNode {
  profile: JurisdictionProfile
  config: Config
}

const webFolder = join(import.meta.dirname, '../../../../web/dist')
const loopback = '127.0.0.1'

/** Id under which a node is known to the identity provider. */
export const clientOf = (jurisdiction: string) => `node-${jurisdiction}`

export const providerUrl = (ports: Ports) => `http://${loopback}:${ports.provider}`

/** The jurisdictions that the demonstration shows, by code: all that ship invented people. */
export async function demonstrated(): Promise<string[]> {
  const found = await Array.fromAsync(glob('*/demo/people.json', { cwd: shippedFolder }))
  return found.map(path => path.slice(0, path.indexOf(sep))).sort()
}

/** How the nodes are set up. `databaseUrl` answers with the address of a database of that name. */
export async function demoNodes(
  home: Pick<Home, 'at' | 'secrets'>,
  ports: Ports,
  databaseUrl: (name: string) => Promise<string>,
): Promise<DemoNode[]> {
  const node = async ([code, port]: [string, number]): Promise<DemoNode> => {
    const jurisdiction = JurisdictionCode.parse(code)
    const config: Config = {
      jurisdiction,
      host: loopback,
      port,
      publicUrl: `http://${loopback}:${port}`,
      databaseUrl: await databaseUrl(`node_${code}`),
      keysFolder: home.at('nodes', code, 'keys'),
      directoryFile: home.at('directory.jws'),
      trustFile: home.at('directory-trust.json'),
      oidc: {
        issuer: providerUrl(ports),
        clientId: clientOf(code),
        clientSecret: home.secrets.clientSecrets[clientOf(code)] ?? '',
      },
      webFolder,
      demonstration: true,
      logLevel: 'error',
      requestsPerMinute: 3000,
    }
    return { profile: await loadJurisdiction(config), config }
  }
  return Promise.all([...ports.nodes].map(node))
}

/** All modules of a node, and one more. */
export function withModule(more: Module): () => Mounted {
  return () => {
    const mounted = modules()
    return { ...mounted, all: [...mounted.all, more] }
  }
}
