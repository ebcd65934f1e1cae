import { z } from 'zod'
import { LedgerHead } from '../exchange/messages.ts'
import { JurisdictionCode } from '../identifiers/division.ts'
import { Instant } from '../records/action.ts'
import { endpoint } from './endpoint.ts'

/** A link to a partner. */
export const PeerView = z.object({
  jurisdiction: JurisdictionCode,
  name: z.string(),
  url: z.string(),
  /** `open`: the partner was not reached several times in a row and is probed now and then. */
  breaker: z.enum(['closed', 'open']),
  /** Failures in a row when the breaker last changed, and their cause. */
  failures: z.int(),
  problem: z.string().nullable(),
  /** When something last came from them, and when they last confirmed something of ours. */
  lastReceivedAt: Instant.nullable(),
  lastConfirmedAt: Instant.nullable(),
  waiting: z.int(),
  /** Age of the oldest message that waits, in seconds; 0 where none does. */
  lagSeconds: z.number(),
  rejected: z.int(),
  dead: z.int(),
  /** Alarms about them that nobody has looked into. */
  alarms: z.int(),
})
export type PeerView = z.infer<typeof PeerView>

export const MessageState = z.enum(['queued', 'sent', 'processed', 'rejected', 'dead'])

/** A message that left or will leave; never its body. */
export const MessageView = z.object({
  id: z.uuid(),
  peer: JurisdictionCode,
  type: z.string(),
  record: z.string().nullable(),
  state: MessageState,
  attempts: z.int(),
  createdAt: Instant,
  settledAt: Instant.nullable(),
  /** Code, and title and sentence in the reader's language. */
  problem: z.object({ code: z.string(), title: z.string(), detail: z.string() }).nullable(),
})
export type MessageView = z.infer<typeof MessageView>

export const MessageDetails = MessageView.extend({
  /** The partner's signed receipt (compact JWS). */
  receipt: z.string().nullable(),
  nextAttemptAt: Instant.nullable(),
  traceId: z.string().nullable(),
})
export type MessageDetails = z.infer<typeof MessageDetails>

export const AlarmView = z.object({
  id: z.int(),
  at: Instant,
  peer: JurisdictionCode,
  /** `message-conflict`: one id, two contents · `receipt-invalid`: a receipt that is not the partner's. */
  kind: z.enum(['message-conflict', 'receipt-invalid']),
  object: z.string().nullable(),
  traceId: z.string().nullable(),
  settledAt: Instant.nullable(),
  settledBy: z.string().nullable(),
})
export type AlarmView = z.infer<typeof AlarmView>

export const QueryView = z.object({
  id: z.uuid(),
  direction: z.enum(['in', 'out']),
  peer: JurisdictionCode,
  type: z.string(),
  record: z.string().nullable(),
  basis: z.string().nullable(),
  at: Instant,
  /** null while it runs. */
  outcome: z.enum(['answered', 'refused', 'failed']).nullable(),
  problem: z.string().nullable(),
  durationMs: z.int().nullable(),
  traceId: z.string().nullable(),
})
export type QueryView = z.infer<typeof QueryView>

/** Newest first; the next page begins at `before: next`. */
const page = {
  before: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
}
const next = z.int().nullable()

export const listPeers = endpoint({
  name: 'exchange.peers',
  summary: 'Partners of this node and how each link is',
  method: 'GET',
  path: '/api/exchange/peers',
  permission: 'exchange.watch',
  output: z.object({ directoryExpiresAt: Instant, peers: z.array(PeerView) }),
})

export const listMessages = endpoint({
  name: 'exchange.messages',
  summary: 'Messages to partners, newest first, without their bodies',
  method: 'GET',
  path: '/api/exchange/messages',
  permission: 'exchange.watch',
  query: z.object({ state: MessageState.optional(), peer: JurisdictionCode.optional(), ...page }),
  output: z.object({ messages: z.array(MessageView), next }),
})

export const readMessage = endpoint({
  name: 'exchange.message',
  summary: 'One message with its receipt, without its body',
  method: 'GET',
  path: '/api/exchange/messages/:id',
  permission: 'exchange.watch',
  params: z.object({ id: z.uuid() }),
  output: MessageDetails,
})

/** 重发. A dead message goes on; a rejected one, whose verdict is final, is sent as a new message. */
export const retryMessage = endpoint({
  name: 'exchange.retry',
  summary: 'Send a dead or rejected message again',
  method: 'POST',
  path: '/api/exchange/messages/:id/retry',
  permission: 'exchange.admin',
  params: z.object({ id: z.uuid() }),
  output: z.object({ id: z.uuid() }),
})

export const listAlarms = endpoint({
  name: 'exchange.alarms',
  summary: 'Alarms of the exchange, newest first',
  method: 'GET',
  path: '/api/exchange/alarms',
  permission: 'exchange.watch',
  query: z.object({ open: z.stringbool().optional(), ...page }),
  output: z.object({ alarms: z.array(AlarmView), next }),
})

export const settleAlarm = endpoint({
  name: 'exchange.settle-alarm',
  summary: 'Say that an alarm was looked into',
  method: 'POST',
  path: '/api/exchange/alarms/:id/settle',
  permission: 'exchange.admin',
  params: z.object({ id: z.coerce.number().int().positive() }),
  output: z.object({}),
})

export const listQueries = endpoint({
  name: 'exchange.queries',
  summary: 'Synchronous queries asked and answered, newest first, without their bodies',
  method: 'GET',
  path: '/api/exchange/queries',
  permission: 'exchange.watch',
  query: z.object({ peer: JurisdictionCode.optional(), ...page }),
  output: z.object({ queries: z.array(QueryView), next }),
})

/** 账本比对: both sides compute one hash over the records they share. */
export const compareLedgers = endpoint({
  name: 'exchange.ledger',
  summary: 'Compare the records shared with a partner by one hash of each side',
  method: 'GET',
  path: '/api/exchange/ledger',
  permission: 'exchange.watch',
  query: z.object({ peer: JurisdictionCode }),
  output: z.object({
    own: LedgerHead,
    theirs: LedgerHead.nullable(),
    /** null where the partner did not answer. While messages are on the way, the sides may differ for a moment. */
    equal: z.boolean().nullable(),
    waiting: z.int(),
    problem: z.object({ code: z.string(), detail: z.string() }).nullable(),
  }),
})
