import type { Tx } from '../../platform/database/database.ts'
import { versionsChanged } from './in-force.ts'
import type { Key, StoredVersion } from './versions.ts'

/** Write a version, or write a draft anew. A published one is never touched: answers false and writes nothing. */
export async function writeVersion(
  tx: Tx,
  { kind, jurisdiction, code, version, digest, document, effectiveFrom, publishedAt }: StoredVersion,
): Promise<boolean> {
  versionsChanged(tx)
  const content = {
    digest,
    document: JSON.stringify(document),
    effective_from: effectiveFrom,
    published_at: publishedAt ?? null,
  }
  const written = await tx
    .insertInto('catalogue_version')
    .values({ kind, jurisdiction, code, version, ...content })
    .onConflict(conflict =>
      conflict
        .columns(['kind', 'jurisdiction', 'code', 'version'])
        .doUpdateSet(content)
        .where('catalogue_version.published_at', 'is', null),
    )
    .returning('version')
    .executeTakeFirst()
  return written !== undefined
}

/** One writer at a time for a document, so that two do not take the same number. */
export async function lockKey(tx: Tx, { kind, jurisdiction, code }: Key): Promise<void> {
  await tx
    .selectNoFrom(eb =>
      eb
        .fn('pg_advisory_xact_lock', [
          eb.fn('hashtextextended', [eb.val(`${kind}/${jurisdiction}/${code}`), eb.val(6)]),
        ])
        .as('held'),
    )
    .execute()
}
