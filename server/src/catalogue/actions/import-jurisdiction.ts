import { NATIONAL } from '@lianqiao/model/catalogue/national.ts'
import { problem } from '@lianqiao/model/problems/problem.ts'
import { digest } from '@lianqiao/model/records/chain.ts'
import { audit } from '../../platform/audit.ts'
import type { Node } from '../../platform/node.ts'
import { transaction } from '../../platform/transaction.ts'
import { readFolder } from '../folder.ts'
import { writeDivisions, writeProfile } from '../store/places.ts'
import { publish } from './publish.ts'
import { tellPartners } from './tell.ts'

/** What loading a folder changed; all zero where it was loaded before. */
export interface Imported {
  published: number
  profile: boolean
  divisions: boolean
}

/**
 * Load `jurisdictions/<code>/` into the node of that jurisdiction: what says something new is published and told to
 * partners, the rest is passed over. All or nothing. Throws `import-refused`, or `bad-config` for another's folder.
 */
export async function importJurisdiction(node: Node, folder: string): Promise<Imported> {
  const { profile, divisions, documents, national } = await readFolder(folder)
  if (profile.code !== node.jurisdiction)
    throw problem('bad-config', {
      name: 'jurisdiction.json',
      reason: `${profile.code} ≠ ${node.jurisdiction}`,
    })
  return transaction(node.db, async tx => {
    const changed = {
      profile: await writeProfile(tx, { profile, digest: digest(profile), at: node.time.now() }),
      divisions: await writeDivisions(tx, node.jurisdiction, divisions),
    }
    const own = await publish(node, tx, node.jurisdiction, documents)
    const listed = national.map(document => ({ kind: 'listed' as const, document }))
    const known = await publish(node, tx, NATIONAL, listed)
    await tellPartners(node, tx, {
      versions: own,
      places: { ...(changed.profile ? { profile } : {}), ...(changed.divisions ? { divisions } : {}) },
    })
    const published = own.length + known.length
    await audit(node, tx, { who: 'system', verb: 'catalogue.load', object: `${published}` })
    return { published, ...changed }
  })
}
