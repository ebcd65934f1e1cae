import { Problem } from '@lianqiao/model/problems/problem.ts'
import { audit } from '../../platform/audit.ts'
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
export async function startCatchingUp(node: Node): Promise<() => Promise<void>> {
  const pauses = new Map<string, number>()
  let running: Promise<void> = Promise.resolve()
  let busy = false
  const look = async () => {
    for (const one of await catchUps(node.db)) {
      if (one.doneAt || (pauses.get(one.peer) ?? 0) > performance.now()) continue
      const again = await inTrace(newTrace(), () => round(node, one))
      if (again) pauses.set(one.peer, performance.now() + retryAfter)
    }
  }
  const timer = setInterval(() => {
    if (busy) return
    busy = true
    running = look()
      .catch(err => node.log.error({ err }, 'catching up failed and is tried again'))
      .finally(() => {
        busy = false
      })
  }, interval)
  return async () => {
    clearInterval(timer)
    await running
  }
}

/** One round with one partner. @returns whether there must be another */
async function round(node: Node, { peer, since, rounds: before }: CatchUp): Promise<boolean> {
  try {
    const { taken, problems } = await catchUpWith(node, peer, since)
    const done = problems.length === 0 || before + 1 >= rounds
    const doneAt = done ? node.time.now() : undefined
    await transaction(node.db, async tx => {
      await endRound(tx, peer, { taken, problems, doneAt })
      if (done) await audit(node, tx, { who: 'system', verb: 'records.catch-up', object: peer })
    })
    node.log.info({ peer, taken, refused: problems.length, done }, 'caught up with a partner')
    return !done
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    node.log.warn({ peer, problem: error.code }, 'a partner does not answer; catching up is tried again')
    return true
  }
}
