import type { Tx } from '../platform/database/database.ts'
import type { Node } from '../platform/node.ts'
import { transaction } from '../platform/transaction.ts'
import { dayOf } from './day.ts'
import { guideRow, listedRow } from './hits.ts'
import { findCurrent } from './store/in-force.ts'
import { deleteSearchRow, writeSearchRow } from './store/search-rows.ts'
import { listBeginning } from './store/versions.ts'

/** Bring the search row of an item up to date: its current guide, else its row of a list, else none. */
export async function projectItem(
  node: Node,
  tx: Tx,
  { jurisdiction, code }: { jurisdiction: string; code: string },
): Promise<void> {
  const day = dayOf(node.time.now())
  const guide = await findCurrent(tx, { kind: 'item', jurisdiction, code }, day)
  if (guide) return writeSearchRow(tx, guideRow(guide.document))
  const listed = await findCurrent(tx, { kind: 'listed', jurisdiction, code }, day)
  if (listed) return writeSearchRow(tx, listedRow(listed.jurisdiction, listed.document))
  await deleteSearchRow(tx, jurisdiction, code)
}

/** Job, soon after midnight: what was published for today is found from today. */
export async function projectToday(node: Node): Promise<void> {
  const today = dayOf(node.time.now())
  await transaction(node.db, async tx => {
    for (const key of await listBeginning(tx, today)) await projectItem(node, tx, key)
  })
}
