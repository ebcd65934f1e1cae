import type { DirectoryNode } from '@lianqiao/model/federation/directory.ts'
import type { Instant } from '@lianqiao/model/records/action.ts'
import { announced, issueDirectory, trustFileFor } from '../../federation/index.ts'
import { openSigningKeys } from '../../platform/signing-keys.ts'
import { instantOf } from '../../platform/time.ts'
import { writeWhole } from '../../platform/whole-file.ts'
import { authorityKey } from '../authority.ts'

/** A node as the directory lists it; its key is made where it has none yet. */
export interface Listed {
  jurisdiction: DirectoryNode['jurisdiction']
  name: string
  url: string
  keysFolder: string
}

/**
 * Be the authority that both jurisdictions trust: sign the directory of nodes into `directoryFile` and pin the authority's
 * public key in `trustFile`. Done at every start, for addresses may change; keys stay. In real use an office of its own
 * does this once a year, and nodes never hold the private key.
 */
export async function signDirectory(options: {
  authorityFile: string
  directoryFile: string
  trustFile: string
  /** The keys count from here. */
  notBefore: Date
  /** Default: now. Tests issue it at the time of their own clock. */
  issuedAt?: Instant
  nodes: readonly Listed[]
}): Promise<void> {
  const authority = await authorityKey(options.authorityFile)
  const nodes: DirectoryNode[] = []
  for (const { keysFolder, jurisdiction, name, url } of options.nodes) {
    const keys = await openSigningKeys(keysFolder, jurisdiction)
    nodes.push(announced({ jurisdiction, name, url }, keys, instantOf(options.notBefore)))
  }
  await writeWhole(options.trustFile, trustFileFor(authority, options.notBefore))
  const document = await issueDirectory(authority, nodes, {
    validDays: 366,
    ...(options.issuedAt ? { at: options.issuedAt } : {}),
  })
  await writeWhole(options.directoryFile, document)
}
