import type { FastifyInstance } from 'fastify'
import type { QueueOptions } from 'pg-boss'
import type { Restored } from './backup/word.ts'
import type { Check } from './checks.ts'
import type { Tx } from './database/database.ts'
import type { Route } from './http/route.ts'
import type { Reading } from './metrics.ts'
import type { Node, RecordKind } from './node.ts'
import type { MessageHandler, QueryHandler, SettlementHandler } from './wire.ts'

/** What a module gives to the node that mounts it. */
export interface Module {
  name: string
  routes?: Route[]
  kinds?: RecordKind[]
  /** Inbound messages by type; the gate has checked signature and agreement before. */
  messages?: Record<string, MessageHandler>
  /**
   * Those of `messages` that change nothing but what belongs to the record they name: several, each about another record,
   * may be handled beside one another in one transaction.
   */
  besides?: readonly string[]
  /** Synchronous queries by name, checked likewise. */
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
  /** Whether this part can do its work now, for `/api/health/ready`. */
  check?: (node: Node) => Promise<Check[]>
  /** Numbers that are read when the metrics are asked for. */
  read?: (node: Node) => Promise<Reading[]>
  /** Told once, before anything else is done, that the database came back from a backup: what lies behind is lost. */
  restored?: (node: Node, tx: Tx, restored: Restored) => Promise<void>
  /** Long-running parts; `start` answers how to stop them. */
  start?: (node: Node) => Promise<() => Promise<void>>
}
