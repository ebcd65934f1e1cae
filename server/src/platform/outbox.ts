import { randomUUIDv7 } from 'node:crypto'
import type { JurisdictionCode } from '@lianqiao/model/identifiers/division.ts'
import type { Tx } from './database/database.ts'
import type { Node } from './node.ts'
import { currentTrace } from './tracing/trace.ts'
import { afterCommit } from './transaction.ts'

/** What a module wants a partner to receive. */
export interface Outgoing {
  to: JurisdictionCode
  type: string
  record?: string
  body: unknown
  /** Default: the trace in which it is said. */
  traceId?: string | undefined
}

const listeners = new WeakMap<Node, Set<() => void>>()

/** Be told when something was put into the outbox of this process; other processes are found by polling. */
export function onOutgoing(node: Node, wake: () => void): () => void {
  const set = listeners.get(node) ?? new Set()
  listeners.set(node, set.add(wake))
  return () => set.delete(wake)
}

/**
 * Put a message into the outbox, in the transaction of the change it tells of. Messages to one partner about one record
 * leave in this order. @returns the message id.
 */
export async function enqueue(node: Node, tx: Tx, out: Outgoing): Promise<string> {
  const id = randomUUIDv7()
  const at = node.time.now()
  const message = {
    id,
    from: node.jurisdiction,
    to: out.to,
    type: out.type,
    at,
    ...(out.record ? { record: out.record } : {}),
    body: out.body,
  }
  await tx
    .insertInto('outbox')
    .values({
      id,
      peer: out.to,
      type: out.type,
      record_id: out.record ?? null,
      payload: node.vault.seal(`outbox:${id}`, new TextEncoder().encode(JSON.stringify(message))),
      created_at: at,
      next_attempt_at: at,
      trace_id: out.traceId ?? currentTrace()?.traceId ?? null,
    })
    .execute()
  wakeSenders(node, tx)
  return id
}

/** Let the senders of this process look at the outbox once the transaction is durable. */
export function wakeSenders(node: Node, tx: Tx): void {
  afterCommit(tx, () => {
    for (const wake of listeners.get(node) ?? []) wake()
  })
}
