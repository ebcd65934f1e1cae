import type { Module } from '../platform/module.ts'
import { receiveCommand, receiveReplica } from './messages.ts'
import { recountRecords } from './recount.ts'
import { recordSettled } from './settled.ts'
import { startWaking } from './wake.ts'
import { readClocks } from './watch.ts'

/** The engine of records: replicas and commands of partners, and the clocks that run out. */
export const records: Module = {
  name: 'records',
  messages: { 'record.replicate': receiveReplica, 'record.command': receiveCommand },
  settled: recordSettled,
  jobs: { 'calendar.changed': { work: recountRecords } },
  read: readClocks,
  start: startWaking,
}
