import { audit } from './audit.ts'
import { Restored, restoredSetting } from './backup/word.ts'
import type { Module } from './module.ts'
import type { Node } from './node.ts'
import { transaction } from './transaction.ts'

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
