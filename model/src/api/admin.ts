import { z } from 'zod'
import { JurisdictionCode } from '../identifiers/division.ts'
import { Instant } from '../records/action.ts'
import { endpoint } from './endpoint.ts'
import { PeerView } from './exchange.ts'

/** Queued work of one kind. */
export const QueueView = z.object({
  queue: z.string(),
  waiting: z.int(),
  active: z.int(),
  /** Given up; kept for an administrator to see. */
  failed: z.int(),
  /** Age of the oldest that waits, in seconds; 0 where none does. */
  oldestSeconds: z.number(),
})

/** Records of a kind led here whose clock ends in a step that the node takes by itself. */
export const ClockView = z.object({
  kind: z.string(),
  withinDay: z.int(),
  /** The clock has ended and nothing was done: does a process work? */
  overdue: z.int(),
})

/** A partner who is, or was, asked for what was lost here. */
export const CatchUpView = z.object({
  peer: JurisdictionCode,
  since: Instant,
  /** Nothing is decided here before he has answered. */
  holds: z.boolean(),
  taken: z.int(),
  /** Records whose steps do not fit what is held here. */
  refused: z.array(z.object({ record: z.string(), code: z.string() })),
  doneAt: Instant.nullable(),
})

/** 运行概览: what an administrator looks at first. Counts, times and codes; nothing personal. */
export const Overview = z.object({
  at: Instant,
  versions: z.object({
    software: z.string(),
    node: z.string(),
    postgres: z.string(),
    /** The newest migration that was applied. */
    migration: z.string(),
  }),
  database: z.object({
    bytes: z.int(),
    /** Of the process that answers. */
    connections: z.object({ open: z.int(), idle: z.int(), waiting: z.int() }),
  }),
  directoryExpiresAt: Instant,
  peers: z.array(PeerView),
  /** Seconds since a process of this node last said that it does queued work; null where none ever did. */
  workerSilentSeconds: z.number().nullable(),
  jobs: z.array(QueueView),
  clocks: z.array(ClockView),
  catchUps: z.array(CatchUpView),
})
export type Overview = z.infer<typeof Overview>

export const readOverview = endpoint({
  name: 'admin.overview',
  summary: 'How the node runs: partners, queued work, clocks, database, versions',
  method: 'GET',
  path: '/api/admin/overview',
  permission: 'exchange.watch',
  output: Overview,
})
