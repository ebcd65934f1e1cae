import { z } from 'zod'
import { Key } from '../catalogue/codes.ts'
import { ServiceKind, TicketState } from '../counters/queue.ts'
import { JurisdictionCode } from '../identifiers/division.ts'
import { ResidentId } from '../identifiers/resident-id.ts'
import { CommandId, Instant } from '../records/action.ts'
import { Json } from '../records/json.ts'
import { SearchHit } from './catalogue.ts'
import { endpoint } from './endpoint.ts'

/** Who takes a number by his card, having been told what for (取号告知): shown to the clerk who calls, to nobody else. */
export const TicketPerson = z.object({
  name: z.string().trim().min(1).max(40),
  idNumber: ResidentId,
})
export type TicketPerson = z.infer<typeof TicketPerson>

export const takeTicket = endpoint({
  name: 'queue.take',
  summary: 'Take a number at a station (取号)',
  method: 'POST',
  path: '/api/queue/tickets',
  permission: 'public',
  perMinute: 60,
  body: z.object({
    command: CommandId,
    station: Key,
    kind: ServiceKind,
    /** `notice`: which of the jurisdiction’s texts the person agreed to. Without consent nothing personal is taken. */
    person: TicketPerson.extend({ consent: z.object({ notice: Key, given: z.literal(true) }) }).optional(),
  }),
  output: z.object({
    id: z.uuid(),
    code: z.string(),
    kind: ServiceKind,
    /** How many wait before this number. */
    ahead: z.int().nonnegative(),
    takenAt: Instant,
  }),
})

const AtStation = z.object({ station: Key })

/** A number in the clerk’s list: names masked, no resident id. */
export const QueuedTicket = z.object({
  id: z.uuid(),
  code: z.string(),
  kind: ServiceKind,
  state: TicketState,
  name: z.string().nullable(),
  waitingMinutes: z.int().nonnegative(),
  window: Key.nullable(),
})

export const readQueue = endpoint({
  name: 'queue.read',
  summary: 'Who waits at one’s station today, and who was called',
  method: 'GET',
  path: '/api/queue',
  permission: 'queue.call',
  query: AtStation,
  output: z.object({ services: z.array(ServiceKind), tickets: z.array(QueuedTicket) }),
})

/**
 * 常办: what a station has received most among its last cases, of either side's items, most first: what a window offers
 * before anybody has typed. A bundle counts as often as the item that begins it was received as part of it.
 */
export const readUsual = endpoint({
  name: 'counters.usual',
  summary: 'What one’s station is asked for most',
  method: 'GET',
  path: '/api/counters/usual',
  permission: 'queue.call',
  query: AtStation,
  output: z.object({
    /** Among how many of the last cases it was counted; 0 where nothing was received yet. */
    among: z.int().nonnegative(),
    items: z.array(z.object({ hit: SearchHit, received: z.int().positive() })),
    bundles: z.array(z.object({ jurisdiction: JurisdictionCode, code: Key, received: z.int().positive() })),
  }),
})

/** A number that was called, for the clerk at the window: with whose it is, so that he need not ask again. */
export const CalledTicket = z.object({
  id: z.uuid(),
  code: z.string(),
  kind: ServiceKind,
  state: TicketState,
  window: Key.nullable(),
  calls: z.int().nonnegative(),
  takenAt: Instant,
  person: TicketPerson.nullable(),
})
export type CalledTicket = z.infer<typeof CalledTicket>

export const callNext = endpoint({
  name: 'queue.call',
  summary:
    'Call the next number of the window’s kind (叫号); the one before at this window is finished by it',
  method: 'POST',
  path: '/api/queue/call',
  permission: 'queue.call',
  body: z.object({ command: CommandId, station: Key, window: Key }),
  output: CalledTicket,
})

const TicketParams = z.object({ id: z.uuid() })

export const recallTicket = endpoint({
  name: 'queue.recall',
  summary: 'Call a number again (重呼), also one that was passed over',
  method: 'POST',
  path: '/api/queue/tickets/:id/recall',
  permission: 'queue.call',
  params: TicketParams,
  body: z.object({ window: Key }),
  output: CalledTicket,
})

export const skipTicket = endpoint({
  name: 'queue.skip',
  summary: 'Pass over a number whose person did not come (过号)',
  method: 'POST',
  path: '/api/queue/tickets/:id/skip',
  permission: 'queue.call',
  params: TicketParams,
  output: CalledTicket.omit({ person: true }),
})

export const finishTicket = endpoint({
  name: 'queue.finish',
  summary: 'The person has been served',
  method: 'POST',
  path: '/api/queue/tickets/:id/finish',
  permission: 'queue.call',
  params: TicketParams,
  output: CalledTicket.omit({ person: true }),
})

export const transferTicket = endpoint({
  name: 'queue.transfer',
  summary: 'Send a person on to another kind of window (转窗), in the place his waiting gives him',
  method: 'POST',
  path: '/api/queue/tickets/:id/transfer',
  permission: 'queue.call',
  params: TicketParams,
  body: z.object({ kind: ServiceKind }),
  output: CalledTicket.omit({ person: true }),
})

export const readDisplay = endpoint({
  name: 'queue.display',
  summary: 'Numbers and windows for the screen in the room; no names',
  method: 'GET',
  path: '/api/queue/display',
  permission: 'public',
  query: AtStation,
  output: z.object({
    station: z.string(),
    /** Newest call first. `calls` grows when a number is called again. */
    called: z.array(
      z.object({
        code: z.string(),
        window: Key,
        windowName: z.string(),
        calls: z.int(),
        calledAt: Instant,
      }),
    ),
    /** What one may take a number for here, and how many wait. */
    waiting: z.array(z.object({ kind: ServiceKind, count: z.int() })),
  }),
})

/** Largest draft in bytes of JSON. */
export const draftLimit = 200_000

/** Names a draft among one’s own, e.g. `apply:residence-permit`. Fifteen digits in a row may be a person’s number. */
export const DraftKey = z.string().regex(/^(?!.*\d{15})[a-z0-9][A-Za-z0-9:._-]{0,99}$/)

/** A draft (草稿) without its content. `version` counts the savings, from 1. */
export const DraftHead = z.object({
  key: DraftKey,
  version: z.int().positive(),
  updatedAt: Instant,
  expiresAt: Instant,
})
export type DraftHead = z.infer<typeof DraftHead>

const DraftParams = z.object({ key: DraftKey })

export const saveDraft = endpoint({
  name: 'drafts.save',
  summary: 'Keep what was typed, for a week; `stale` where it was changed elsewhere since',
  method: 'PUT',
  path: '/api/drafts/:key',
  permission: 'session',
  params: DraftParams,
  /** `version`: the one that was read, 0 for a new draft. */
  body: z.object({ version: z.int().nonnegative().max(1_000_000), content: Json }),
  output: DraftHead,
})

export const readDraft = endpoint({
  name: 'drafts.read',
  summary: 'Go on where one left off',
  method: 'GET',
  path: '/api/drafts/:key',
  permission: 'session',
  params: DraftParams,
  output: DraftHead.extend({ content: Json }),
})

export const deleteDraft = endpoint({
  name: 'drafts.delete',
  summary: 'Throw a draft away; without one it does nothing',
  method: 'DELETE',
  path: '/api/drafts/:key',
  permission: 'session',
  params: DraftParams,
  output: z.object({}),
})

export const listDrafts = endpoint({
  name: 'drafts.list',
  summary: 'One’s own drafts, newest first',
  method: 'GET',
  path: '/api/drafts',
  permission: 'session',
  output: z.object({ drafts: z.array(DraftHead) }),
})
