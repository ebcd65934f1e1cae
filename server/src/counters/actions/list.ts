import type { readDisplay, readQueue } from '@lianqiao/model/api/counters.ts'
import type { OutputOf } from '@lianqiao/model/api/endpoint.ts'
import { maskName, servicesAt, ticketCode } from '@lianqiao/model/counters/queue.ts'
import type { Principal } from '@lianqiao/model/people/principal.ts'
import type { Node } from '../../platform/node.ts'
import { instantOf } from '../../platform/time.ts'
import { checkAtStation, stationOf, today } from '../stations.ts'
import { openTickets, type Ticket } from '../store/tickets.ts'
import { openPerson } from '../tickets.ts'

/** The clerk's list of today: whole ids come only with the call. Throws `forbidden` for another station. */
export async function list(node: Node, who: Principal, code: string): Promise<OutputOf<typeof readQueue>> {
  checkAtStation(who, code)
  const station = await stationOf(node, code)
  const now = Date.parse(node.time.now())
  const tickets = await openTickets(node.db, { station: code, day: await today(node, node.db) })
  return {
    services: servicesAt(station),
    tickets: tickets.map(ticket => ({
      id: ticket.id,
      code: ticketCode(ticket.letter, ticket.number),
      kind: ticket.kind,
      state: ticket.state,
      name: maskedName(node, ticket),
      waitingMinutes: Math.max(0, Math.floor((now - ticket.taken_at.getTime()) / 60_000)),
      window: ticket.at_window,
    })),
  }
}

/** What the screen in the room shows to everybody: numbers and windows. */
export async function display(node: Node, code: string): Promise<OutputOf<typeof readDisplay>> {
  const station = await stationOf(node, code)
  const tickets = await openTickets(node.db, { station: code, day: await today(node, node.db) })
  const called = tickets.flatMap(ticket =>
    ticket.state === 'called' && ticket.at_window && ticket.called_at
      ? [{ ...ticket, window: ticket.at_window, calledAt: instantOf(ticket.called_at) }]
      : [],
  )
  return {
    station: station.name,
    called: called
      .sort((a, b) => b.calledAt.localeCompare(a.calledAt))
      .map(({ letter, number, window, calls, calledAt }) => ({
        code: ticketCode(letter, number),
        window,
        windowName: station.windows.find(w => w.code === window)?.name ?? window,
        calls,
        calledAt,
      })),
    waiting: servicesAt(station).map(kind => ({
      kind,
      count: tickets.filter(t => t.kind === kind && t.state === 'waiting').length,
    })),
  }
}

function maskedName(node: Node, ticket: Ticket): string | null {
  const person = openPerson(node, ticket)
  return person && maskName(person.name)
}
