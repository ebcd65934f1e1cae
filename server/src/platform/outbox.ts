import { randomUUIDv7 } from 'node:crypto'
import type { JurisdictionCode } from '@lianqiao/model/identifiers/division.ts'
import type { Tx } from './database/database.ts'
import { insertInto } from './database/insert.ts'
import type { Node } from './node.ts'
import { currentTrace } from './tracing/trace.ts'
import { afterCommit, write } from './transaction.ts'

/** What a module wants a partner to receive. */
export interface Outgoing {
  to: JurisdictionCode
  type: string
  record?: string
  body: unknown
  /**
   * Joins it to the body of the message before, where that has the same type and tells of the same transaction: two steps
   * taken at once go as one message.
   */
  joined?: (earlier: unknown) => unknown
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

/** What is joined to a message that waits takes its place. */
const insertMessages = insertInto('outbox', { key: 'id', takes: ['payload'] })

interface Message {
  id: string
  type: string
  at: string
  body: unknown
}

/** The last message that a transaction told each partner about each record. */
const told = new WeakMap<Tx, Map<string, Message>>()

/**
 * Put a message into the outbox, in the transaction of the change it tells of. Messages to one partner about one record
 * leave in this order. @returns the message id.
 */
export async function enqueue(node: Node, tx: Tx, out: Outgoing): Promise<string> {
  const { to, type, record } = out
  const inTransaction = told.get(tx) ?? new Map<string, Message>()
  told.set(tx, inTransaction)
  const name = `${to} ${record ?? ''}`
  const earlier = inTransaction.get(name)
  const joins = out.joined && earlier?.type === type
  const about = { from: node.jurisdiction, to, type, ...(record ? { record } : {}) }
  const message: Message = joins
    ? { ...earlier, body: out.joined?.(earlier.body) }
    : { id: randomUUIDv7(), at: node.time.now(), ...about, body: out.body }
  inTransaction.set(name, message)
  const { id, at } = message
  const row = {
    id,
    peer: to,
    type,
    record_id: record ?? null,
    payload: sealed(node, message),
    created_at: at,
    next_attempt_at: at,
    trace_id: out.traceId ?? currentTrace()?.traceId ?? null,
  }
  await write(tx, insertMessages([row]))
  if (!joins) wakeSenders(node, tx)
  return id
}

const sealed = (node: Node, message: Message) => node.vault.sealJson(`outbox:${message.id}`, message)

/** Let the senders of this process look at the outbox once the transaction is durable. */
export function wakeSenders(node: Node, tx: Tx): void {
  afterCommit(tx, () => {
    for (const wake of listeners.get(node) ?? []) wake()
  })
}
