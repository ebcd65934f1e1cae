import type { JurisdictionCode } from '@lianqiao/model/identifiers/division.ts'
import type { Problem } from '@lianqiao/model/problems/problem.ts'
import type { Tx } from './database/database.ts'
import type { Node } from './node.ts'

/** A verified message of a partner, as its handler sees it. */
export interface Inbound {
  id: string
  from: JurisdictionCode
  type: string
  at: string
  record?: string
  /** Of a query: the ground that the asking side names. */
  basis?: string
  body: unknown
  traceId: string
}

/**
 * Handles one message inside the transaction that also stores it in the inbox. Throws a `Problem` to refuse: one of
 * status 425 is retryable (the partner sends again), all others are verdicts, signed and final.
 */
export type MessageHandler = (node: Node, tx: Tx, message: Inbound) => Promise<void>

/**
 * As long as a message is tried again before it is given up, in milliseconds. Nobody therefore dates back further what an
 * agreement must allow: a letter on its way and one that was dated back look alike.
 */
export const longestWayMs = 7 * 86_400_000

/** What became of a message of ours. `dead`: the partner was not reached for a week, or the message cannot be sent. */
export interface Settlement {
  id: string
  peer: JurisdictionCode
  type: string
  record?: string
  body: unknown
  state: 'processed' | 'rejected' | 'dead'
  /** Why it was rejected or given up. */
  problem?: Problem
}

/** Called in the transaction that settles a message of ours; a dead one that is sent again may settle again. */
export type SettlementHandler = (node: Node, tx: Tx, settlement: Settlement) => Promise<void>

/** Answers a partner's synchronous query; what it returns – of `Logged`, the answer – is signed and sent back. */
export type QueryHandler = (node: Node, query: Inbound) => Promise<unknown>

/** An answer that has to be logged by who gives it: what `log` writes is on the disk, with the end of the query, before it leaves. */
export class Logged {
  readonly answer: unknown
  readonly log: (tx: Tx) => Promise<void>
  constructor(answer: unknown, log: Logged['log'] = async () => {}) {
    this.answer = answer
    this.log = log
  }
}
