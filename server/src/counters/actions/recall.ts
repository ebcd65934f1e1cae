import type { CalledTicket } from '@lianqiao/model/api/counters.ts'
import type { Principal } from '@lianqiao/model/people/principal.ts'
import { audit } from '../../platform/audit.ts'
import type { Node } from '../../platform/node.ts'
import { transaction } from '../../platform/transaction.ts'
import { stationOf, windowOf } from '../stations.ts'
import { finishAtWindow, saveTicket } from '../store/tickets.ts'
import { lockForVerb, openPerson, viewOf } from '../tickets.ts'

/** 重呼: call the number again; one that was passed over comes to this window, and who is there is finished by it. */
export async function recall(
  node: Node,
  who: Principal,
  id: string,
  window: string,
  traceId: string,
): Promise<CalledTicket> {
  return transaction(node.db, async tx => {
    const ticket = await lockForVerb(node, tx, who, id, 'recall')
    windowOf(await stationOf(node, ticket.station), window)
    const at = node.time.now()
    if (ticket.state === 'skipped') await finishAtWindow(tx, ticket, window, at)
    const called = await saveTicket(tx, id, {
      state: 'called',
      at_window: window,
      called_by: who.subject,
      called_at: at,
      calls: ticket.calls + 1,
    })
    await audit(node, tx, { who, verb: 'queue.recall', object: id, traceId })
    return { ...viewOf(called), person: openPerson(node, called) }
  })
}
