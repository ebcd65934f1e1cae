import type { JurisdictionCode } from '@lianqiao/model/identifiers/division.ts'
import type { Action, Actor, Body } from '@lianqiao/model/records/action.ts'
import type { Procedure, Row } from '@lianqiao/model/records/procedure.ts'
import type { RecordState } from '@lianqiao/model/records/state.ts'
import type { SendOptions } from 'pg-boss'
import type { Config } from './config.ts'
import type { Connection, Database, Tx } from './database/database.ts'
import type { Log } from './log.ts'
import type { Metrics } from './metrics.ts'
import type { Serials } from './serials.ts'
import type { TimeSource } from './time.ts'
import type { Spans } from './tracing/span.ts'
import type { Vault } from './vault.ts'

/** What every module is handed: one node's own database, keys, time and neighbours. Nothing global, so that tests run several. */
export interface Node {
  readonly jurisdiction: JurisdictionCode
  readonly config: Config
  readonly db: Database
  readonly time: TimeSource
  readonly log: Log
  readonly metrics: Metrics
  readonly spans: Spans
  readonly jobs: Jobs
  /** Draws serial numbers apart from transactions. */
  readonly serials: Serials
  /** Seals personal data at rest and signs for the node. */
  readonly vault: Vault
  /** Kinds of records this node knows, by `kind`. */
  readonly kinds: ReadonlyMap<string, RecordKind>
  /** Synchronous queries to partners; asynchronous messages go through the outbox (`enqueue`). */
  readonly exchange: Exchange
}

/** One step that was appended, here or at the leader, as hooks see it. */
export interface Step<Data = unknown> {
  before: RecordState<Data> | undefined
  /** The fold without personal data. */
  state: RecordState<Data>
  action: Action
  /** The body, and the personal parts that this node holds. */
  open: Record<string, unknown>
  /** Whether this node appended it. */
  leading: boolean
}

/** A step about to be taken, or taken by a partner's person at `at`. `state` is undefined where it begins a record. */
export interface Authorization<Data = unknown> {
  state: RecordState<Data> | undefined
  row: Row<Data>
  actor: Actor
  body: Body
  at: string
}

/** What a partner's person asks for on a record that is led here. */
export interface Asked<Data = unknown> {
  state: RecordState<Data>
  verb: string
  body: Body
  /** The personal parts that came with it. */
  parts: Record<string, unknown>
}

/** What a module says about one kind of record: its procedure, and what surrounds a step in its transaction. */
export interface RecordKind<Data = unknown> {
  procedure: Procedure<Data>
  /**
   * Whether agreements let this actor take the step; asked by the leader before it appends, by a partner before it asks,
   * and by every replica of a step that another jurisdiction's actor took. Throws the refusal.
   */
  authorize(node: Node, db: Connection, step: Authorization<Data>): Promise<void>
  /**
   * Holds what a partner's person asks for against all that his own screens should have held it against, right before it is
   * appended here: his node may cheat. Throws the refusal.
   */
  weigh?(node: Node, db: Connection, asked: Asked<Data>): Promise<void>
  /** Called in the transaction of every append, on the leader and on every replica: project lists, enqueue jobs. */
  appended(node: Node, tx: Tx, step: Step<Data>): Promise<void>
  /**
   * Called once in the transaction that took over steps which a partner told, behind the last of them: what they ask of this
   * node and needs nobody is answered in the same breath.
   * @param folded with the personal parts that came along, where the partner told the record from its beginning
   */
  told?(node: Node, tx: Tx, state: RecordState<Data>, folded?: RecordState<Data>): Promise<void>
  /** Called when the calendar has changed: deadlines that stand in projections are counted again. */
  recounted(node: Node, tx: Tx, state: RecordState<Data>): Promise<void>
}

/** Queued work: sent in the transaction of the change that causes it, done at least once by any process, in the same trace. */
export interface Jobs {
  send(tx: Tx, queue: string, data: object, options?: SendOptions): Promise<void>
}

/** Synchronous queries to a partner, through the same gate, with a time limit. */
export interface Exchange {
  /**
   * @returns the answer; with `keep`, what that returns, which has to write what is to be known of the answer before anybody
   * sees it: in the transaction that logs the end of the question. Throws `peer-unreachable`, `query-timeout`, the partner's
   * own signed problem, and what `keep` throws.
   */
  query<T = unknown>(
    to: JurisdictionCode,
    name: string,
    body: unknown,
    options?: {
      timeoutMs?: number
      traceId?: string
      record?: string
      basis?: string
      keep?: (tx: Tx, answer: unknown) => Promise<T>
    },
  ): Promise<T>
}
