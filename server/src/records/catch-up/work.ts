import { Problem } from '@lianqiao/model/problems/problem.ts'
import { audit } from '../../platform/audit.ts'
import { lookAgain } from '../../platform/look-again.ts'
import type { Node } from '../../platform/node.ts'
import { inTrace, newTrace } from '../../platform/tracing/trace.ts'
import { transaction } from '../../platform/transaction.ts'
import { type CatchUp, catchUps, endRound } from '../store/catch-up.ts'
import { catchUpWith } from './ask.ts'

/** How often it is looked whether somebody is to be asked, in milliseconds. */
const interval = 1000
/** After how long a partner who did not answer is asked again, in milliseconds. */
const retryAfter = 5000
/** So many rounds are given to what does not fit: an agreement on which a step rests may still be on its way. */
const rounds = 3

/**
 * Ask the partners that `catch_up` names until each has answered. Several processes may do it at once: the record's lock
 * lets one take each step. @returns how to stop
 */
export function startCatchingUp(node: Node): () => Promise<void> {
  const asked = new Map<string, { times: number; again: number }>()
  const look = async () => {
    for (const one of await catchUps(node.db)) {
      const { times, again } = asked.get(one.peer) ?? { times: 0, again: 0 }
      if (one.doneAt || again > performance.now()) continue
      const outcome = await inTrace(newTrace(), () => round(node, one, times + 1 >= rounds))
      if (outcome === 'done') asked.delete(one.peer)
      else
        asked.set(one.peer, {
          times: outcome === 'unfit' ? times + 1 : times,
          again: performance.now() + retryAfter,
        })
    }
  }
  return lookAgain(node, interval, look, 'catching up failed and is tried again')
}

/** One round with one partner. `last`: what does not fit now is left to people. */
async function round(
  node: Node,
  { peer, since }: CatchUp,
  last: boolean,
): Promise<'done' | 'unfit' | 'unanswered'> {
  try {
    const { taken, problems } = await catchUpWith(node, peer, since)
    const done = problems.length === 0 || last
    const doneAt = done ? node.time.now() : undefined
    await transaction(node.db, async tx => {
      await endRound(tx, peer, { taken, problems, doneAt })
      if (done) await audit(node, tx, { who: 'system', verb: 'records.catch-up', object: peer })
    })
    node.log.info({ peer, taken, refused: problems.length, done }, 'caught up with a partner')
    return done ? 'done' : 'unfit'
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    node.log.warn({ peer, problem: error.code }, 'a partner does not answer; catching up is tried again')
    return 'unanswered'
  }
}
