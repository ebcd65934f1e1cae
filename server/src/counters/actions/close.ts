import type { CalledTicket } from '@lianqiao/model/api/counters.ts'
import type { Principal } from '@lianqiao/model/people/principal.ts'
import { audit } from '../../platform/audit.ts'
import type { Node } from '../../platform/node.ts'
import { transaction } from '../../platform/transaction.ts'
import { saveTicket } from '../store/tickets.ts'
import { lockForVerb, viewOf } from '../tickets.ts'

/** 过号 or 办结: the person did not come, or has been served. */
export async function close(
  node: Node,
  who: Principal,
  id: string,
  verb: 'skip' | 'finish',
  traceId: string,
): Promise<Omit<CalledTicket, 'person'>> {
  return transaction(node.db, async tx => {
    const ticket = await lockForVerb(node, tx, who, id, verb)
    const state = verb === 'skip' ? 'skipped' : 'finished'
    if (ticket.state === state) return viewOf(ticket)
    await audit(node, tx, { who, verb: `queue.${verb}`, object: id, traceId })
    return viewOf(await saveTicket(tx, id, { state, closed_at: node.time.now() }))
  })
}
