import type { Instant } from '@lianqiao/model/records/action.ts'
import type { Connection, Tx } from '../../platform/database/database.ts'

export interface Draft {
  key: string
  version: number
  content: Buffer
  updated_at: Date
  expires_at: Date
}

/**
 * Write the next version over the one that was read. One that has expired, or is gone, begins again – better twice than
 * lost. @returns the new version, or nothing where another was saved since.
 */
export async function writeDraft(
  tx: Tx,
  draft: { owner: string; key: string; read: number; content: Buffer; at: Instant; expiresAt: Instant },
): Promise<number | undefined> {
  const { owner, key, read, content, at, expiresAt } = draft
  const next = { version: read + 1, content, updated_at: at, expires_at: expiresAt }
  const row = await tx
    .insertInto('draft')
    .values({ owner, key, ...next })
    .onConflict(c =>
      c
        .columns(['owner', 'key'])
        .doUpdateSet(next)
        .where(eb => eb.or([eb('draft.version', '=', read), eb('draft.expires_at', '<=', new Date(at))])),
    )
    .returning('version')
    .executeTakeFirst()
  return row?.version
}

/** A draft that has not expired. */
export async function findDraft(
  db: Connection,
  owner: string,
  key: string,
  at: Instant,
): Promise<Draft | undefined> {
  return db
    .selectFrom('draft')
    .select(['key', 'version', 'content', 'updated_at', 'expires_at'])
    .where('owner', '=', owner)
    .where('key', '=', key)
    .where('expires_at', '>', new Date(at))
    .executeTakeFirst()
}

/** One's own drafts, newest first; content left out. */
export async function draftsOf(
  db: Connection,
  owner: string,
  at: Instant,
): Promise<Omit<Draft, 'content'>[]> {
  return db
    .selectFrom('draft')
    .select(['key', 'version', 'updated_at', 'expires_at'])
    .where('owner', '=', owner)
    .where('expires_at', '>', new Date(at))
    .orderBy('updated_at', 'desc')
    .execute()
}

export async function removeDraft(tx: Tx, owner: string, key: string): Promise<void> {
  await tx.deleteFrom('draft').where('owner', '=', owner).where('key', '=', key).execute()
}

export async function wipeDrafts(tx: Tx, at: Instant): Promise<void> {
  await tx.deleteFrom('draft').where('expires_at', '<=', new Date(at)).execute()
}
