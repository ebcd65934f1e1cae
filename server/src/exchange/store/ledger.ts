import { sql } from 'kysely'
import type { Database } from '../../platform/database/database.ts'

/** Rows read at a time: enough to be fast, little enough to hold. */
const batch = 10_000

/** Walk over the records in which all of these take part, by number, as they stood at one instant. */
export async function eachSharedRecord(
  db: Database,
  participants: readonly string[],
  visit: (row: { id: string; seq: number; head: string }) => void,
): Promise<void> {
  await db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async tx => {
      let after = ''
      for (;;) {
        const rows = await tx
          .selectFrom('record')
          .select(['id', 'seq', 'head'])
          .where(sql<boolean>`participants @> ${participants}::text[]`)
          .where('id', '>', after)
          .orderBy('id')
          .limit(batch)
          .execute()
        for (const row of rows) visit(row)
        const last = rows.at(-1)
        if (!last || rows.length < batch) return
        after = last.id
      }
    })
}
