import type { Module } from '../platform/module.ts'
import { answerShared, answerSteps } from './catch-up/answer.ts'
import { beginAfterRestore } from './catch-up/begin.ts'
import { checkCatchUp } from './catch-up/hold.ts'
import { startCatchingUp } from './catch-up/work.ts'
import { receiveCommand, receiveReplica } from './messages.ts'
import { recountRecords } from './recount.ts'
import { recordSettled } from './settled.ts'
import { startWaking } from './wake.ts'
import { readClocks } from './watch.ts'

/** The engine of records: replicas and commands of partners, the clocks that run out, and what comes back after a loss. */
export const records: Module = {
  name: 'records',
  messages: { 'record.replicate': receiveReplica, 'record.command': receiveCommand },
  besides: ['record.replicate', 'record.command'],
  queries: { 'records.shared': answerShared, 'records.steps': answerSteps },
  settled: recordSettled,
  jobs: { 'calendar.changed': { work: recountRecords } },
  check: checkCatchUp,
  read: readClocks,
  restored: beginAfterRestore,
  async start(node) {
    const stops = [startWaking(node), startCatchingUp(node)]
    return async () => {
      for (const stop of stops) await stop()
    }
  },
}
