import type { Connection, Tx } from '../../platform/database/database.ts'

/** Partners that were told the whole catalogue. */
export async function listTold(db: Connection): Promise<string[]> {
  return (await db.selectFrom('catalogue_told').select('peer').execute()).map(row => row.peer)
}

/** Note that a partner is told now; false where another process did it first. */
export async function noteTold(tx: Tx, peer: string, at: string): Promise<boolean> {
  const noted = await tx
    .insertInto('catalogue_told')
    .values({ peer, at })
    .onConflict(conflict => conflict.doNothing())
    .returning('peer')
    .executeTakeFirst()
  return noted !== undefined
}

/** Whoever is no partner any more must be told anew if an agreement comes again. */
export async function forgetTold(tx: Tx, peers: readonly string[]): Promise<void> {
  await tx.deleteFrom('catalogue_told').where('peer', 'in', peers).execute()
}
