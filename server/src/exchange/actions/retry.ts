import type { Principal } from '@lianqiao/model/people/principal.ts'
import { problem } from '@lianqiao/model/problems/problem.ts'
import { audit } from '../../platform/audit.ts'
import type { Node } from '../../platform/node.ts'
import { enqueue, wakeSenders } from '../../platform/outbox.ts'
import { transaction } from '../../platform/transaction.ts'
import { envelopeOf } from '../letter.ts'
import { lockFailed, revive } from '../store/messages.ts'

/**
 * 重发: a dead message goes on as it is. A rejected one has its final verdict, which the partner would only repeat; so its
 * content is sent as a new message. Throws `message-not-found`, `message-not-failed`.
 * @returns the id under which it is sent
 */
export async function retryMessage(
  node: Node,
  wish: { id: string; who: Principal; traceId: string },
): Promise<string> {
  const { id, who, traceId } = wish
  return transaction(node.db, async tx => {
    const failed = await lockFailed(tx, id)
    if (!failed) throw problem('message-not-found')
    if (failed.state !== 'dead' && failed.state !== 'rejected') throw problem('message-not-failed')
    await audit(node, tx, { who, verb: 'exchange.retry', object: id, traceId })
    if (failed.state === 'dead') {
      await revive(tx, id)
      wakeSenders(node, tx)
      return id
    }
    const { to, type, record, body } = envelopeOf(node, { id, payload: failed.payload })
    return enqueue(node, tx, { to, type, ...(record ? { record } : {}), body, traceId })
  })
}
