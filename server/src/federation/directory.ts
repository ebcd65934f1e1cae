import { readFile, stat } from 'node:fs/promises'
import {
  DirectoryDocument,
  type DirectoryNode,
  DirectoryTrust,
} from '@lianqiao/model/federation/directory.ts'
import { problem } from '@lianqiao/model/problems/problem.ts'
import type { Instant } from '@lianqiao/model/records/action.ts'
import type { JsonValue } from '../platform/crypto/canonical.ts'
import { signCompact, verifyCompact } from '../platform/crypto/jws.ts'
import {
  directoryKey,
  type KeyDirectory,
  type KeyResolver,
  keysOf,
  keysOfAll,
  publicKeyFor,
  type SigningKey,
} from '../platform/crypto/keys.ts'
import { CryptoRefusal } from '../platform/crypto/refusal.ts'
import type { Connection } from '../platform/database/database.ts'
import type { Node } from '../platform/node.ts'
import { instantOf } from '../platform/time.ts'
import { readDirectoryCopy, storeDirectoryCopy } from './store.ts'

const typ = 'lianqiao-directory+jws'
/** Under which name the directory's authority signs: it is no jurisdiction. */
const authority = 'directory'

/** The nodes and their keys, as the newest valid document says. */
export interface Directory {
  readonly issuedAt: Instant
  readonly expiresAt: Instant
  readonly nodes: readonly DirectoryNode[]
  /** All keys, with their validity and without the document's: to prove what was signed and stored before. */
  readonly keys: KeyDirectory
  /** Keys with which one jurisdiction could sign at an instant. Past the document's end it vouches for nobody. */
  keysOf(jurisdiction: string, at: Instant): KeyResolver
  /** The same for every jurisdiction: to find out who is calling. */
  keysOfAll(at: Instant): KeyResolver
  /** Keys of one jurisdiction whenever valid; the caller then asks `keysOf` for the instant that the text itself names. */
  keysEver(jurisdiction: string): KeyResolver
  /** The entry of a jurisdiction. Throws `unknown-peer`, also once the document has expired. */
  nodeOf(jurisdiction: string, at: Instant): DirectoryNode
  /** Its name, or its code where it is not listed. */
  nameOf(jurisdiction: string): string
}

/** How often the file is looked at, in milliseconds. */
const lookEvery = 500

interface Held {
  directory: Directory | undefined
  /** Of the file when it was last read. */
  mark: string
  lookedAt: number
  looking: Promise<void> | undefined
}
const held = new WeakMap<Node, Held>()

/**
 * The directory of a node: the newest valid document it ever saw, from `config.directoryFile` or, where the file is
 * gone, damaged or older, from its own copy. A changed file is noticed within half a second. `db`: the caller's
 * transaction, so that it need not wait for a second connection.
 * Throws `bad-config` where there has never been a valid one.
 */
export async function directory(node: Node, db: Connection = node.db): Promise<Directory> {
  const state = held.get(node) ?? { directory: undefined, mark: '', lookedAt: -lookEvery, looking: undefined }
  held.set(node, state)
  if (performance.now() - state.lookedAt >= lookEvery) {
    state.looking ??= look(node, db, state).finally(() => {
      state.looking = undefined
    })
    await state.looking
  }
  if (!state.directory)
    throw problem('bad-config', { name: 'LIANQIAO_DIRECTORY', reason: node.config.directoryFile })
  return state.directory
}

/** All public keys by jurisdiction, for proving stored signatures at the instants they name. */
export async function directoryKeys(node: Node, db: Connection): Promise<KeyDirectory> {
  return (await directory(node, db)).keys
}

/**
 * The public keys in a directory file, for checking without a node. Throws `CryptoRefusal` where no key of the trust file
 * signed it, system errors where a file cannot be read.
 */
export async function directoryKeysIn(directoryFile: string, trustFile: string): Promise<KeyDirectory> {
  return keysIn(await directoryNodesIn(directoryFile, trustFile))
}

/** The nodes in a directory file, whether it is still valid or not. Throws as `directoryKeysIn`. */
export async function directoryNodesIn(directoryFile: string, trustFile: string): Promise<DirectoryNode[]> {
  const jws = (await readFile(directoryFile, 'utf8')).trim()
  return (await verifyDirectory(jws, await readTrust(trustFile))).nodes
}

async function look(node: Node, db: Connection, state: Held): Promise<void> {
  const mark = await stat(node.config.directoryFile).then(
    file => `${file.ino} ${file.mtimeMs} ${file.size}`,
    () => 'none',
  )
  if (mark !== state.mark) {
    if (!state.directory) await adopt(node, state, await readDirectoryCopy(db))
    if (mark !== 'none') {
      const jws = (await readFile(node.config.directoryFile, 'utf8')).trim()
      if (await adopt(node, state, jws)) await storeDirectoryCopy(db, jws)
    }
    // Without any directory yet, the next look tries again: the trust file may come later.
    if (state.directory) state.mark = mark
  }
  state.lookedAt = performance.now()
}

/** Take over a document that verifies and is newer; an older one put in its place would bring back removed nodes. */
async function adopt(node: Node, state: Held, jws: string | undefined): Promise<boolean> {
  if (jws === undefined) return false
  try {
    const document = await verifyDirectory(jws, await readTrust(node.config.trustFile))
    if (state.directory && document.issuedAt <= state.directory.issuedAt) return false
    state.directory = directoryOf(document)
    return true
  } catch (error) {
    const reason = error instanceof CryptoRefusal ? error.code : error instanceof Error ? error.name : '?'
    node.log.warn({ reason }, 'directory refused, going on with the last valid one')
    return false
  }
}

async function readTrust(file: string): Promise<KeyDirectory> {
  const trust = DirectoryTrust.parse(JSON.parse(await readFile(file, 'utf8')))
  return { [authority]: trust.keys }
}

/** Verify a document by the pinned keys, as of the day it was issued. Throws `CryptoRefusal` or `ZodError`. */
async function verifyDirectory(jws: string, trust: KeyDirectory): Promise<DirectoryDocument> {
  const { kid, payload } = await verifyCompact(jws, typ, ever(trust, authority))
  const document = DirectoryDocument.parse(payload)
  publicKeyFor(trust, authority, kid, new Date(document.issuedAt))
  return document
}

function ever(keys: KeyDirectory, jurisdiction: string): KeyResolver {
  return kid => {
    const from = keys[jurisdiction]?.find(key => key.kid === kid)?.notBefore
    return publicKeyFor(keys, jurisdiction, kid, new Date(from ?? 0))
  }
}

const keysIn = (nodes: readonly DirectoryNode[]): KeyDirectory =>
  Object.fromEntries(nodes.map(node => [node.jurisdiction, node.keys]))

function directoryOf(document: DirectoryDocument): Directory {
  const { issuedAt, expiresAt, nodes } = document
  const keys = keysIn(nodes)
  const within = (at: Instant, resolver: KeyResolver): KeyResolver =>
    at < expiresAt
      ? resolver
      : () => {
          throw new CryptoRefusal('key-expired', `the directory expired at ${expiresAt}`)
        }
  return {
    issuedAt,
    expiresAt,
    nodes,
    keys,
    keysOf: (jurisdiction, at) => within(at, keysOf(keys, jurisdiction, new Date(at))),
    keysOfAll: at => within(at, keysOfAll(keys, new Date(at))),
    keysEver: jurisdiction => ever(keys, jurisdiction),
    nodeOf(jurisdiction, at) {
      const found = nodes.find(node => node.jurisdiction === jurisdiction)
      if (!found || at >= expiresAt) throw problem('unknown-peer', { peer: jurisdiction })
      return found
    },
    nameOf: jurisdiction => nodes.find(node => node.jurisdiction === jurisdiction)?.name ?? jurisdiction,
  }
}

/**
 * Make and sign a directory document, valid for `validDays` from `at` (default: now).
 * @param key of the authority: `generateSigningKey('directory')`
 * @returns the text of the directory file
 */
export async function issueDirectory(
  key: SigningKey,
  nodes: readonly DirectoryNode[],
  options: { validDays: number; at?: Instant },
): Promise<string> {
  const issuedAt = options.at ?? instantOf(new Date())
  const expiresAt = instantOf(new Date(Date.parse(issuedAt) + options.validDays * 86_400_000))
  const document = DirectoryDocument.parse({ issuedAt, expiresAt, nodes })
  return signCompact(key, typ, document as unknown as JsonValue)
}

/** The text of the trust file that pins an authority's key from an instant on. */
export function trustFileFor(key: SigningKey, notBefore: Date): string {
  return `${JSON.stringify({ keys: [directoryKey(key, notBefore)] }, null, 2)}\n`
}
