import { join } from 'node:path'
import { startProvider } from '../../server/src/commands/demo/provider.ts'
import type { Config } from '../../server/src/platform/config.ts'
import { loadDemoPeople } from '../../server/src/platform/jurisdiction-files.ts'
import { freePort } from '../../server/src/platform/net.ts'

export interface TestProvider {
  url: string
  /** How the node of a jurisdiction is set up to use it. */
  oidc(jurisdiction: string): Config['oidc']
  stop(): Promise<void>
}

const secret = 'client secret of the tests'

/** The demonstration's identity provider with everybody's demonstration accounts, for nodes at the given addresses. */
export async function startTestProvider(
  folder: string,
  nodes: readonly { jurisdiction: string; url: string }[],
): Promise<TestProvider> {
  const running = await startProvider({
    folder: join(folder, 'provider'),
    port: await freePort(),
    clients: nodes.map(({ jurisdiction, url }) => ({
      jurisdiction,
      name: jurisdiction,
      publicUrl: url,
      secret,
    })),
    people: await Promise.all(nodes.map(loadDemoPeople)),
  })
  return {
    ...running,
    oidc: jurisdiction => ({ issuer: running.url, clientId: `node-${jurisdiction}`, clientSecret: secret }),
  }
}
