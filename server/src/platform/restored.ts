import { Instant } from '@lianqiao/model/records/action.ts'
import { z } from 'zod'
import { audit } from './audit.ts'
import type { Module } from './module.ts'
import type { Node } from './node.ts'
import { transaction } from './transaction.ts'

/** Under this name in `setting`, `restore` leaves word for the node that starts next. */
export const restoredSetting = 'restored'

/** When the backup was made from which a database came back, when it came back, and the queued work that it held. */
export const Restored = z.strictObject({
  backupAt: Instant,
  restoredAt: Instant,
  jobs: z.array(z.strictObject({ queue: z.string(), data: z.record(z.string(), z.unknown()).nullable() })),
})
export type Restored = z.infer<typeof Restored>

/**
 * At the first start after a restore take up the queued work again and let every module do what follows, once and in one
 * transaction. The queues must be there.
 */
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
    const queues = new Set(modules.flatMap(module => Object.keys(module.jobs ?? {})))
    for (const { queue, data } of restored.jobs)
      if (queues.has(queue)) await node.jobs.send(tx, queue, data ?? {})
    await tx.deleteFrom('setting').where('name', '=', restoredSetting).execute()
    await audit(node, tx, { who: 'system', verb: 'node.restored', object: restored.backupAt })
  })
}
