import { mkdir, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { DirectoryNode } from '@lianqiao/model/federation/directory.ts'
import type { Instant } from '@lianqiao/model/records/action.ts'
import { issueDirectory, trustFileFor } from '../../federation/index.ts'
import {
  directoryKey,
  exportSigningKey,
  generateSigningKey,
  importSigningKey,
  type SigningKey,
} from '../../platform/crypto/keys.ts'
import { openVault } from '../../platform/vault.ts'
import { writeWhole } from '../../platform/whole-file.ts'

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
  for (const { jurisdiction, name, url, keysFolder } of options.nodes) {
    const { signer } = await openVault(keysFolder, jurisdiction)
    const key = directoryKey(signer, options.notBefore) as DirectoryNode['keys'][number]
    nodes.push({ jurisdiction, name, url, keys: [key] })
  }
  await writeWhole(options.trustFile, trustFileFor(authority, options.notBefore))
  const document = await issueDirectory(authority, nodes, {
    validDays: 366,
    ...(options.issuedAt ? { at: options.issuedAt } : {}),
  })
  await writeWhole(options.directoryFile, document)
}

async function authorityKey(file: string): Promise<SigningKey> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
    return undefined
  })
  if (text !== undefined) return importSigningKey(text)
  const made = generateSigningKey('directory')
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  await writeWhole(file, exportSigningKey(made))
  return made
}
