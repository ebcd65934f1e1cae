import { codeOf, type DocumentOf, type VersionKind } from '@lianqiao/model/catalogue/publication.ts'
import type { JurisdictionCode } from '@lianqiao/model/identifiers/division.ts'
import { digest } from '@lianqiao/model/records/chain.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { Node } from '../../platform/node.ts'
import { dayOf } from '../day.ts'
import { projectItem } from '../project.ts'
import { listVersions, type StoredVersion } from '../store/versions.ts'
import { lockKey, writeVersion } from '../store/writing.ts'

/** A document to publish, of whichever kind. */
export type Unpublished = { [K in VersionKind]: { kind: K; document: DocumentOf<K> } }[VersionKind]

/**
 * Publish what says something new; what says the same as its newest version is passed over, so that loading a folder
 * twice changes nothing. Versions count on from the newest, or from the document's own number where that is higher.
 * @returns the versions that were published.
 */
export async function publish(
  node: Node,
  tx: Tx,
  jurisdiction: JurisdictionCode,
  documents: readonly Unpublished[],
): Promise<StoredVersion[]> {
  const published: StoredVersion[] = []
  for (const { kind, document } of documents) {
    const key = { kind, jurisdiction, code: codeOf(document) }
    await lockKey(tx, key)
    const newest = (await listVersions(tx, key))[0]
    const own = 'version' in document ? document.version : 1
    if (newest && digest(numbered(document, newest.version)) === newest.digest) continue
    const number = newest ? Math.max(newest.version + 1, own) : own
    const frozen = frozenAs(node, jurisdiction, kind, numbered(document, number), number)
    await writeVersion(tx, frozen)
    if (kind === 'item' || kind === 'listed') await projectItem(node, tx, key)
    published.push(frozen)
  }
  return published
}

/** The version as it is frozen now. Guides name the day they take effect; all else does so at once. */
export function frozenAs(
  node: Node,
  jurisdiction: JurisdictionCode,
  kind: VersionKind,
  document: DocumentOf<VersionKind>,
  version: number,
): StoredVersion {
  const at = node.time.now()
  return {
    kind,
    jurisdiction,
    code: codeOf(document),
    version,
    digest: digest(document),
    document,
    effectiveFrom: 'effectiveFrom' in document ? document.effectiveFrom : dayOf(at),
    publishedAt: at,
  }
}

const numbered = (document: DocumentOf<VersionKind>, version: number): DocumentOf<VersionKind> =>
  'version' in document ? { ...document, version } : document
