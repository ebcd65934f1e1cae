import type { ServiceKind, TicketState } from '@lianqiao/model/counters/queue.ts'
import type { Instant } from '@lianqiao/model/records/action.ts'
import { type Selectable, sql } from 'kysely'
import type { Connection, Tx } from '../../platform/database/database.ts'
import type { Ticket as Row } from '../../platform/database/tables.ts'

/** A number as it is stored. */
export type Ticket = Omit<Selectable<Row>, 'kind' | 'state'> & { kind: ServiceKind; state: TicketState }

/** A station's queue on one local day. */
export interface Queue {
  station: string
  day: string
}

/** Hold back others that ask for the same, until the transaction ends. */
export async function lockFor(tx: Tx, name: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(tx)
}

/** The last number given out under a letter; 0 at the beginning of a day. */
export async function lastNumber(tx: Tx, { station, day }: Queue, letter: string): Promise<number> {
  const { last } = await tx
    .selectFrom('ticket')
    .select(eb => eb.fn.coalesce(eb.fn.max('number'), eb.lit(0)).as('last'))
    .where('station', '=', station)
    .where('day', '=', day)
    .where('letter', '=', letter)
    .executeTakeFirstOrThrow()
  return last
}

export async function insertTicket(
  tx: Tx,
  row: {
    id: string
    command: string
    kind: ServiceKind
    letter: string
    number: number
    person: Buffer | null
    at: Instant
  } & Queue,
): Promise<Ticket> {
  const { id, station, day, kind, letter, number, person } = row
  const inserted = await tx
    .insertInto('ticket')
    .values({ id, station, day, kind, letter, number, person, taken_at: row.at, take_command: row.command })
    .returningAll()
    .executeTakeFirstOrThrow()
  return inserted as Ticket
}

/** The number that a wish to take or to call one led to already. */
export async function findByCommand(
  tx: Tx,
  column: 'take_command' | 'call_command',
  command: string,
): Promise<Ticket | undefined> {
  const row = await tx.selectFrom('ticket').selectAll().where(column, '=', command).executeTakeFirst()
  return row as Ticket | undefined
}

/** How many of the kind wait, or wait before `than`. */
export async function countWaiting(
  tx: Connection,
  { station, day }: Queue,
  kind: ServiceKind,
  than?: Ticket,
): Promise<number> {
  let query = tx
    .selectFrom('ticket')
    .select(eb => eb.fn.countAll<number>().as('count'))
    .where('station', '=', station)
    .where('day', '=', day)
    .where('kind', '=', kind)
    .where('state', '=', 'waiting')
  if (than)
    query = query.where(eb => eb(eb.refTuple('taken_at', 'id'), '<', eb.tuple(than.taken_at, than.id)))
  return (await query.executeTakeFirstOrThrow()).count
}

/**
 * Call the longest waiting of the kind. SKIP LOCKED: two clerks who call at once get two persons, and neither waits for
 * the other's transaction.
 */
export async function callLongestWaiting(
  tx: Tx,
  { station, day }: Queue,
  call: { kind: ServiceKind; window: string; by: string; at: Instant; command: string },
): Promise<Ticket | undefined> {
  const row = await tx
    .updateTable('ticket')
    .set(eb => ({
      state: 'called',
      at_window: call.window,
      called_by: call.by,
      called_at: call.at,
      call_command: call.command,
      calls: eb('calls', '+', 1),
    }))
    .where('id', '=', eb =>
      eb
        .selectFrom('ticket')
        .select('id')
        .where('station', '=', station)
        .where('day', '=', day)
        .where('kind', '=', call.kind)
        .where('state', '=', 'waiting')
        .orderBy('taken_at')
        .orderBy('id')
        .limit(1)
        .forUpdate()
        .skipLocked(),
    )
    .returningAll()
    .executeTakeFirst()
  return row as Ticket | undefined
}

/** Whoever was called to the window before has been served. */
export async function finishAtWindow(tx: Tx, queue: Queue, window: string, at: Instant): Promise<void> {
  await tx
    .updateTable('ticket')
    .set({ state: 'finished', closed_at: at })
    .where('station', '=', queue.station)
    .where('day', '=', queue.day)
    .where('at_window', '=', window)
    .where('state', '=', 'called')
    .execute()
}

/** A number, held until the transaction ends. */
export async function lockTicket(tx: Tx, id: string): Promise<Ticket | undefined> {
  const row = await tx.selectFrom('ticket').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  return row as Ticket | undefined
}

/** Write what a verb changed. */
export async function saveTicket(
  tx: Tx,
  id: string,
  change: Partial<
    Pick<Ticket, 'state' | 'kind' | 'at_window' | 'called_by' | 'calls' | 'call_command'> & {
      called_at: Instant
      closed_at: Instant
    }
  >,
): Promise<Ticket> {
  const row = await tx
    .updateTable('ticket')
    .set(change)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
  return row as Ticket
}

/** Today's numbers that are not finished, the longest waiting first. */
export async function openTickets(db: Connection, { station, day }: Queue): Promise<Ticket[]> {
  const rows = await db
    .selectFrom('ticket')
    .selectAll()
    .where('station', '=', station)
    .where('day', '=', day)
    .where('state', '!=', 'finished')
    .orderBy('taken_at')
    .orderBy('id')
    .execute()
  return rows as Ticket[]
}

/** Wipe names and resident ids of days that are over; the numbers stay, for the figures of waiting. */
export async function wipePersons(tx: Tx, before: string): Promise<void> {
  await tx
    .updateTable('ticket')
    .set({ person: null })
    .where('day', '<', before)
    .where('person', 'is not', null)
    .execute()
}
