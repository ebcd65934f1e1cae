import type { PermitData } from '@lianqiao/model/procedures/permit/data.ts'
import { openRequests } from '@lianqiao/model/procedures/permit/evolve.ts'
import { permit } from '@lianqiao/model/procedures/permit/permit.ts'
import { leadsOut, rowOf } from '@lianqiao/model/records/engine.ts'
import type { PendingCommand } from '../records/index.ts'

const askedFor = (verb: string, pending: readonly PendingCommand[]) =>
  pending.filter(asked => asked.state === 'asked' && asked.verb === verb).length

/** Whether the leader was asked for this very step, which cannot be taken twice, and has not answered. */
export const waits = (verb: string, pending: readonly PendingCommand[]): boolean =>
  leadsOut(rowOf(permit, verb)) && askedFor(verb, pending) > 0

/** Whether this side (`own`) has answered all that it was asked for, as far as it knows, and waits for the leader to record it. */
export function hasAnsweredAll(data: PermitData, own: string, pending: readonly PendingCommand[]): boolean {
  const answers = askedFor('answer', pending)
  return answers > 0 && answers >= openRequests(data).filter(({ to }) => to === own).length
}
