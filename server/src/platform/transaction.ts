import type { Database, Tx } from './database/database.ts'

const hooks = new WeakMap<Tx, (() => void)[]>()

/** Run `work` in one transaction; what it hooked with `afterCommit` runs once it is durable, and never otherwise. */
export async function transaction<T>(db: Database, work: (tx: Tx) => Promise<T>): Promise<T> {
  const after: (() => void)[] = []
  const result = await db.transaction().execute(tx => {
    hooks.set(tx, after)
    return work(tx)
  })
  for (const hook of after) hook()
  return result
}

/** Do something in memory after the commit: wake a sender, tell listeners. Never anything that must not be lost. */
export function afterCommit(tx: Tx, hook: () => void): void {
  hooks.get(tx)?.push(hook)
}
