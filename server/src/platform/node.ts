import type { JurisdictionCode } from '@lianqiao/model/identifiers/division.ts'
import type { Action } from '@lianqiao/model/records/action.ts'
import type { Procedure } from '@lianqiao/model/records/procedure.ts'
import type { RecordState } from '@lianqiao/model/records/state.ts'
import type { FastifyInstance } from 'fastify'
import type { QueueOptions } from 'pg-boss'
import type { Config } from './config.ts'
import type { Database, Tx } from './database/database.ts'
import type { Route } from './http/route.ts'
import type { Jobs } from './jobs.ts'
import type { Log } from './log.ts'
import type { TimeSource } from './time.ts'
import type { Vault } from './vault.ts'
import type { Exchange, MessageHandler, QueryHandler } from './wire.ts'

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

/** What a module says about one kind of record: its procedure, and what to do in the transaction that appends. */
export interface RecordKind<Data = never> {
  procedure: Procedure<Data>
  /**
   * Called in the transaction of every append, on the leader and on every replica: project lists, enqueue jobs.
   * `open` holds the disclosures this node has. `leading` tells whether this node appended it.
   */
  appended(
    node: Node,
    tx: Tx,
    step: {
      before: RecordState<Data> | undefined
      state: RecordState<Data>
      action: Action
      open: Record<string, unknown>
      leading: boolean
    },
  ): Promise<void>
}

/** What a module gives to the node that mounts it. */
export interface Module {
  name: string
  routes?: Route[]
  kinds?: RecordKind<never>[]
  /** Inbound messages by type, and synchronous queries by name; the gate has checked signature and agreement before. */
  messages?: Record<string, MessageHandler>
  queries?: Record<string, QueryHandler>
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
