import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Agreement } from '@lianqiao/model/catalogue/agreement.ts'
import { importJurisdiction } from '../../catalogue/index.ts'
import { importAgreement, signAgreement } from '../../federation/index.ts'
import { shippedFolder } from '../../platform/jurisdiction-files.ts'
import type { Node } from '../../platform/node.ts'
import { importRegistry } from '../../resources/index.ts'

const agreements = join(shippedFolder, 'agreements')

/**
 * Load into each node what its jurisdiction ships, and let the parties sign their agreements; one with somebody who is not
 * among them would wait for his signature for ever, and is left out. Repeating it changes nothing.
 */
export async function seed(nodes: readonly Node[]): Promise<void> {
  for (const node of nodes) {
    const folder = join(shippedFolder, node.jurisdiction)
    await importJurisdiction(node, folder)
    await importRegistry(node, join(folder, 'demo/registry'))
  }
  for (const document of await shippedAgreements()) {
    const parties = nodes.filter(({ jurisdiction }) => document.parties.includes(jurisdiction))
    if (parties.length < document.parties.length) continue
    for (const node of parties) {
      const hash = await importAgreement(node, document)
      await signAgreement(node, { hash, who: 'system' })
    }
  }
}

async function shippedAgreements(): Promise<Agreement[]> {
  const names = (await readdir(agreements)).filter(name => name.endsWith('.json')).sort()
  return Promise.all(
    names.map(async name => Agreement.parse(JSON.parse(await readFile(join(agreements, name), 'utf8')))),
  )
}
