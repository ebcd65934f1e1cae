import type { Principal } from '@lianqiao/model/people/principal.ts'
import type { Tx } from './database/database.ts'
import { insertInto } from './database/insert.ts'
import type { Node } from './node.ts'
import { currentTrace } from './tracing/trace.ts'
import { write } from './transaction.ts'

/** One row of the audit trail. No bodies, no personal data: who, what verb, on which object, on what basis. */
export interface AuditEntry {
  /** A signed-in person, `system`, `public`, or a partner's node. */
  who: Principal | 'system' | 'public' | { peer: string }
  verb: string
  object?: string | undefined
  outcome?: 'done' | 'refused'
  problem?: string | undefined
  basis?: string | undefined
  purpose?: string | undefined
  /** Default: the trace in which the change is made. */
  traceId?: string | undefined
}

const insertEntries = insertInto('audit')

/** Write the audit row in the transaction of the change; if it cannot be written, the change is not made. */
export async function audit(node: Node, tx: Tx, entry: AuditEntry): Promise<void> {
  const { who } = entry
  const [actor, roles] =
    typeof who === 'string' ? [who, []] : 'peer' in who ? [`peer:${who.peer}`, []] : [who.subject, who.roles]
  await write(
    tx,
    insertEntries([
      {
        at: node.time.now(),
        actor,
        roles: [...roles],
        verb: entry.verb,
        object: entry.object ?? null,
        outcome: entry.outcome ?? 'done',
        problem: entry.problem ?? null,
        basis: entry.basis ?? null,
        purpose: entry.purpose ?? null,
        trace_id: entry.traceId ?? currentTrace()?.traceId ?? null,
      },
    ]),
  )
}
