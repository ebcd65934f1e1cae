import type { CalledTicket, callNext } from '@lianqiao/model/api/counters.ts'
import type { InputOf } from '@lianqiao/model/api/endpoint.ts'
import type { Principal } from '@lianqiao/model/people/principal.ts'
import { problem } from '@lianqiao/model/problems/problem.ts'
import { audit } from '../../platform/audit.ts'
import type { Node } from '../../platform/node.ts'
import { transaction } from '../../platform/transaction.ts'
import { checkAtStation, stationOf, today, windowOf } from '../stations.ts'
import { callLongestWaiting, findByCommand, finishAtWindow, lockFor } from '../store/tickets.ts'
import { openPerson, viewOf } from '../tickets.ts'

/**
 * 叫号: the longest waiting of the window's kind comes to it; who was there before is finished by it. The same wish again
 * gives the same person, so that nobody is lost with an answer that was lost.
 * Throws `queue-empty`, `forbidden` (another station), `not-found` (no such window).
 */
export async function call(
  node: Node,
  who: Principal,
  { command, station: code, window: windowCode }: InputOf<typeof callNext>,
  traceId: string,
): Promise<CalledTicket> {
  checkAtStation(who, code)
  const { kind } = windowOf(await stationOf(node, code), windowCode)
  return transaction(node.db, async tx => {
    await lockFor(tx, `queue-call:${command}`)
    const queue = { station: code, day: await today(node, tx) }
    const at = node.time.now()
    let ticket = await findByCommand(tx, 'call_command', command)
    if (ticket && ticket.called_by !== who.subject) throw problem('command-conflict')
    if (!ticket) {
      await finishAtWindow(tx, queue, windowCode, at)
      ticket = await callLongestWaiting(tx, queue, { kind, window: windowCode, by: who.subject, at, command })
    }
    if (!ticket) throw problem('queue-empty')
    await audit(node, tx, { who, verb: 'queue.call', object: ticket.id, traceId })
    return { ...viewOf(ticket), person: openPerson(node, ticket) }
  })
}
