import { type CalledTicket, TicketPerson } from '@lianqiao/model/api/counters.ts'
import { type TicketVerb, ticketAllows, ticketCode, ticketStates } from '@lianqiao/model/counters/queue.ts'
import type { Principal } from '@lianqiao/model/people/principal.ts'
import { problem } from '@lianqiao/model/problems/problem.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Node } from '../platform/node.ts'
import { instantOf } from '../platform/time.ts'
import { checkAtStation, today } from './stations.ts'
import { lockTicket, type Ticket } from './store/tickets.ts'

const place = (id: string) => `ticket:${id}`

/** Name and resident id of who took a number, sealed for its row. */
export function sealPerson(node: Node, id: string, { name, idNumber }: TicketPerson): Buffer {
  return node.vault.sealJson(place(id), { name, idNumber })
}

export function openPerson(node: Node, { id, person }: Ticket): TicketPerson | null {
  return person && TicketPerson.parse(node.vault.openJson(place(id), person))
}

/** The number as a clerk at the window sees it, without the person. */
export function viewOf(ticket: Ticket): Omit<CalledTicket, 'person'> {
  const { id, kind, state, calls } = ticket
  return {
    id,
    code: ticketCode(ticket.letter, ticket.number),
    kind,
    state,
    window: ticket.at_window,
    calls,
    takenAt: instantOf(ticket.taken_at),
  }
}

/**
 * Hold a number of today for a verb of this clerk. While somebody is being served, only who called him decides; one that
 * was passed over any clerk of the station may take up. Throws `ticket-not-found`, `forbidden`, `wrong-phase`.
 */
export async function lockForVerb(
  node: Node,
  tx: Tx,
  who: Principal,
  id: string,
  verb: TicketVerb,
): Promise<Ticket> {
  const ticket = await lockTicket(tx, id)
  if (!ticket || ticket.day !== (await today(node, tx))) throw problem('ticket-not-found')
  checkAtStation(who, ticket.station)
  if (!ticketAllows(ticket.state, verb))
    throw problem('wrong-phase', { phase: ticketStates[ticket.state], verb })
  if (ticket.state === 'called' && ticket.called_by !== who.subject) throw problem('forbidden')
  return ticket
}
