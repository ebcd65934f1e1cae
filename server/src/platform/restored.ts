import type { Instant } from '@lianqiao/model/records/action.ts'
import { audit } from './audit.ts'
import { Restored, restoredSetting } from './backup/word.ts'
import type { Module } from './module.ts'
import type { Node } from './node.ts'
import { transaction } from './transaction.ts'

/**
 * The database came back by other means than our `restore`, such as an archive of its log: let the node catch up at its next
 * start as if it had been restored.
 */
export async function leaveWordOfLoss(node: Node, since: Instant): Promise<void> {
  const word: Restored = { backupAt: since, restoredAt: node.time.now(), jobs: [] }
  const value = JSON.stringify(word)
  await transaction(node.db, async tx => {
    await tx
      .insertInto('setting')
      .values({ name: restoredSetting, value })
      .onConflict(c => c.column('name').doUpdateSet({ value }))
      .execute()
    await audit(node, tx, { who: 'system', verb: 'node.lost', object: since })
  })
}

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
