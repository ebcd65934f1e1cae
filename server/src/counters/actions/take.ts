import { randomUUIDv7 } from 'node:crypto'
import type { takeTicket } from '@lianqiao/model/api/counters.ts'
import type { InputOf, OutputOf } from '@lianqiao/model/api/endpoint.ts'
import { ticketCode, ticketLetter } from '@lianqiao/model/counters/queue.ts'
import { problem } from '@lianqiao/model/problems/problem.ts'
import { audit } from '../../platform/audit.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { Node } from '../../platform/node.ts'
import { instantOf } from '../../platform/time.ts'
import { transaction } from '../../platform/transaction.ts'
import { checkServed, stationOf, today } from '../stations.ts'
import {
  countWaiting,
  findByCommand,
  insertTicket,
  lastNumber,
  lockFor,
  type Ticket,
} from '../store/tickets.ts'
import { sealPerson } from '../tickets.ts'

/** A machine gives out numbers to anybody: a queue longer than a hall serves in a day is no queue. */
const mostWaiting = 300

type Wish = InputOf<typeof takeTicket>

/** 取号. The same wish again gives the same number. Throws `not-found` (no such service here), `queue-full`. */
export async function take(node: Node, wish: Wish, traceId: string): Promise<OutputOf<typeof takeTicket>> {
  const station = await stationOf(node, wish.station)
  checkServed(station, wish.kind)
  const letter = ticketLetter(station, node.jurisdiction, wish.kind)
  return transaction(node.db, async tx => {
    const queue = { station: wish.station, day: await today(node, tx) }
    await lockFor(tx, `queue:${queue.station}:${queue.day}:${letter}`)
    const ticket =
      (await findByCommand(tx, 'take_command', wish.command)) ??
      (await issue(node, tx, wish, queue, letter, traceId))
    return {
      id: ticket.id,
      code: ticketCode(ticket.letter, ticket.number),
      kind: ticket.kind,
      ahead: await countWaiting(tx, queue, ticket.kind, ticket),
      takenAt: instantOf(ticket.taken_at),
    }
  })
}

async function issue(
  node: Node,
  tx: Tx,
  { command, kind, person }: Wish,
  queue: { station: string; day: string },
  letter: string,
  traceId: string,
): Promise<Ticket> {
  if ((await countWaiting(tx, queue, kind)) >= mostWaiting)
    throw problem('queue-full', { count: mostWaiting })
  const id = randomUUIDv7()
  const number = (await lastNumber(tx, queue, letter)) + 1
  const sealed = person ? sealPerson(node, id, person) : null
  const at = node.time.now()
  const basis = person?.consent.notice
  await audit(node, tx, { who: 'public', verb: 'queue.take', object: id, basis, traceId })
  return insertTicket(tx, { id, command, ...queue, kind, letter, number, person: sealed, at })
}
