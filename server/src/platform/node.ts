import type { JurisdictionCode } from '@lianqiao/model/identifiers/division.ts'
import type { Action, Actor, Body } from '@lianqiao/model/records/action.ts'
import type { Procedure, Row } from '@lianqiao/model/records/procedure.ts'
import type { RecordState } from '@lianqiao/model/records/state.ts'
import type { FastifyInstance } from 'fastify'
import type { QueueOptions } from 'pg-boss'
import type { Config } from './config.ts'
import type { Connection, Database, Tx } from './database/database.ts'
import type { Route } from './http/route.ts'
import type { Jobs } from './jobs.ts'
import type { Log } from './log.ts'
import type { TimeSource } from './time.ts'
import type { Vault } from './vault.ts'
import type { Exchange, MessageHandler, QueryHandler, SettlementHandler } from './wire.ts'

/** What every module is handed: one node's own database, keys, time and neighbours. Nothing global, so that tests run several. */
export interface Node {
  readonly jurisdiction: JurisdictionCode
  readonly config: Config
  readonly db: Database
  readonly time: TimeSource
  readonly log: Log
  readonly jobs: Jobs
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

/** What a module says about one kind of record: its procedure, and what surrounds a step in its transaction. */
export interface RecordKind<Data = unknown> {
  procedure: Procedure<Data>
  /**
   * Whether agreements let this actor take the step; asked by the leader before it appends, by a partner before it asks,
   * and by every replica of a step that another jurisdiction's actor took. Throws the refusal.
   */
  authorize(node: Node, db: Connection, step: Authorization<Data>): Promise<void>
  /** Called in the transaction of every append, on the leader and on every replica: project lists, enqueue jobs. */
  appended(node: Node, tx: Tx, step: Step<Data>): Promise<void>
}

/** What a module gives to the node that mounts it. */
export interface Module {
  name: string
  routes?: Route[]
  kinds?: RecordKind[]
  /** Inbound messages by type, and synchronous queries by name; the gate has checked signature and agreement before. */
  messages?: Record<string, MessageHandler>
  queries?: Record<string, QueryHandler>
  /** Told what became of every message that this node sent. */
  settled?: SettlementHandler
  /** Queued work by queue name. */
  jobs?: Record<
    string,
    { work: (node: Node, data: unknown) => Promise<void>; cron?: string; options?: QueueOptions }
  >
  /** HTTP that is no endpoint of the model: redirects of sign-in, the partners' gate, the browser's files. */
  mount?: (app: FastifyInstance, node: Node) => void | Promise<void>
  /** Long-running parts; `start` answers how to stop them. */
  start?: (node: Node) => Promise<() => Promise<void>>
}
