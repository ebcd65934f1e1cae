import { Instant } from '@lianqiao/model/records/action.ts'
import { z } from 'zod'
import { audit } from './audit.ts'
import type { Module } from './module.ts'
import type { Node } from './node.ts'
import { transaction } from './transaction.ts'

/** Under this name in `setting`, `restore` leaves word for the node that starts next. */
export const restoredSetting = 'restored'

/** When the backup was made from which a database came back, and when it came back. */
export const Restored = z.strictObject({ backupAt: Instant, restoredAt: Instant })
export type Restored = z.infer<typeof Restored>

/** At the first start after a restore let every module do what follows, once and in one transaction. */
export async function afterRestore(node: Node, modules: readonly Module[]): Promise<void> {
  await transaction(node.db, async tx => {
    const row = await tx
      .selectFrom('setting')
      .select('value')
      .where('name', '=', restoredSetting)
      .forUpdate()
      .executeTakeFirst()
    if (!row) return
    const restored = Restored.parse(row.value)
    for (const module of modules) await module.restored?.(node, tx, restored)
    await tx.deleteFrom('setting').where('name', '=', restoredSetting).execute()
    await audit(node, tx, { who: 'system', verb: 'node.restored', object: restored.backupAt })
  })
}
