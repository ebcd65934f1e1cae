import type { CalledTicket } from '@lianqiao/model/api/counters.ts'
import type { ServiceKind } from '@lianqiao/model/counters/queue.ts'
import type { Principal } from '@lianqiao/model/people/principal.ts'
import { audit } from '../../platform/audit.ts'
import type { Node } from '../../platform/node.ts'
import { transaction } from '../../platform/transaction.ts'
import { checkServed, stationOf } from '../stations.ts'
import { saveTicket } from '../store/tickets.ts'
import { lockForVerb, viewOf } from '../tickets.ts'

/** 转窗: wait for another kind of window, under the same number and counted from when it was taken, not from now. */
export async function transfer(
  node: Node,
  who: Principal,
  id: string,
  kind: ServiceKind,
  traceId: string,
): Promise<Omit<CalledTicket, 'person'>> {
  return transaction(node.db, async tx => {
    const { station } = await lockForVerb(node, tx, who, id, 'transfer')
    checkServed(await stationOf(node, station), kind)
    await audit(node, tx, { who, verb: 'queue.transfer', object: id, traceId })
    return viewOf(
      await saveTicket(tx, id, {
        state: 'waiting',
        kind,
        at_window: null,
        called_by: null,
        call_command: null,
      }),
    )
  })
}
