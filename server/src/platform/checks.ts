import { sql } from 'kysely'
import type { Database } from './database/database.ts'
import { pendingMigrations } from './database/migrate.ts'
import { workerSilence } from './job-watch.ts'
import type { Node } from './node.ts'

/**
 * How one part of a node is. `warning`: it works, and somebody must see to it; `failed`: requests cannot be served as they
 * should. `detail` is a code or a number, never personal and never a secret.
 */
export interface Check {
  name: string
  state: 'ok' | 'warning' | 'failed'
  detail?: string
}

/** A worker that has said nothing for so long is gone, in seconds; it says so every ten. */
const workerPatience = 60

/** What every node needs: its database in the newest form, keys that open what they seal, a process that does queued work. */
export async function platformChecks(node: Node): Promise<Check[]> {
  const reached = await tried('database', () => sql`select 1`.execute(node.db))
  if (reached.state === 'failed') return [reached, tryVault(node)]
  return [reached, await migrations(node.db), tryVault(node), await worker(node.db)]
}

async function migrations(db: Database): Promise<Check> {
  const waiting = await pendingMigrations(db)
  return waiting.length === 0
    ? { name: 'migrations', state: 'ok' }
    : { name: 'migrations', state: 'failed', detail: waiting.join(' ') }
}

function tryVault({ vault }: Node): Check {
  try {
    const [context, sample] = ['health', new Uint8Array([1, 2, 3])]
    vault.open(context, vault.seal(context, sample))
    return { name: 'vault', state: 'ok' }
  } catch {
    return { name: 'vault', state: 'failed' }
  }
}

/** A warning only: a window that answers is worth more than one that is closed because something follows late. */
async function worker(db: Database): Promise<Check> {
  const seconds = await workerSilence(db)
  if (seconds === undefined) return { name: 'worker', state: 'warning', detail: 'never' }
  return seconds > workerPatience
    ? { name: 'worker', state: 'warning', detail: `${Math.round(seconds)} s` }
    : { name: 'worker', state: 'ok' }
}

async function tried(name: string, attempt: () => Promise<unknown>): Promise<Check> {
  return attempt().then(
    () => ({ name, state: 'ok' as const }),
    () => ({ name, state: 'failed' as const }),
  )
}
