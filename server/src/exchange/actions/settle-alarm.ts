import type { Principal } from '@lianqiao/model/people/principal.ts'
import { problem } from '@lianqiao/model/problems/problem.ts'
import { audit } from '../../platform/audit.ts'
import type { Node } from '../../platform/node.ts'
import { transaction } from '../../platform/transaction.ts'
import { settleAlarmRow } from '../store/watch.ts'

/** 告警处置完毕. Throws `alarm-not-found` where there is no such open alarm. */
export async function settleAlarm(
  node: Node,
  wish: { id: number; who: Principal; traceId: string },
): Promise<void> {
  const { id, who, traceId } = wish
  await transaction(node.db, async tx => {
    if (!(await settleAlarmRow(tx, id, who.subject, node.time.now()))) throw problem('alarm-not-found')
    await audit(node, tx, { who, verb: 'exchange.settle-alarm', object: String(id), traceId })
  })
}
