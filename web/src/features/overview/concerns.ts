import type { Overview } from '@lianqiao/model/api/admin.ts'
import type { MessageState } from '@lianqiao/model/api/exchange.ts'

/** What an administrator has to see to, the gravest first; `peer` leads to its messages in that `state`. */
export type Concern =
  | { kind: 'never' }
  | { kind: 'silent'; seconds: number }
  | { kind: 'clocks' | 'refused'; count: number; peer?: string }
  | { kind: 'catchUp'; peer: string; holds: boolean; taken: number; since: string }
  | { kind: 'link'; peer: string }
  | { kind: 'alarms'; peer: string; count: number }
  | { kind: 'dead' | 'rejected'; peer: string; count: number; state: (typeof MessageState.options)[number] }
  | { kind: 'lag'; peer: string; seconds: number }
  | { kind: 'jobs'; job: string; count: number }
  | { kind: 'directory'; date: string }

/** Seconds of silence after which a worker is taken for dead: it says every ten seconds that it lives. */
const silence = 60
/** Seconds that a message may wait before it is worth a look; a partner's short pause is not. */
const patience = 15 * 60
/** Days before its end at which a new directory must be asked for. */
export const directoryDays = 30

/** Everything that is not as it should be. Empty where all is well. */
export function concernsOf({
  at,
  workerSilentSeconds,
  clocks,
  catchUps,
  peers,
  jobs,
  directoryExpiresAt,
}: Overview): Concern[] {
  const found: Concern[] = []
  if (workerSilentSeconds === null) found.push({ kind: 'never' })
  else if (workerSilentSeconds > silence) found.push({ kind: 'silent', seconds: workerSilentSeconds })
  const overdue = clocks.reduce((sum, one) => sum + one.overdue, 0)
  if (overdue > 0) found.push({ kind: 'clocks', count: overdue })
  for (const { peer, holds, taken, since, refused, doneAt } of catchUps) {
    if (!doneAt) found.push({ kind: 'catchUp', peer, holds, taken, since })
    if (refused.length > 0) found.push({ kind: 'refused', peer, count: refused.length })
  }
  for (const { jurisdiction: peer, breaker, dead, rejected, alarms, lagSeconds } of peers) {
    if (alarms > 0) found.push({ kind: 'alarms', peer, count: alarms })
    if (breaker === 'open') found.push({ kind: 'link', peer })
    else if (lagSeconds > patience) found.push({ kind: 'lag', peer, seconds: lagSeconds })
    if (dead > 0) found.push({ kind: 'dead', peer, count: dead, state: 'dead' })
    if (rejected > 0) found.push({ kind: 'rejected', peer, count: rejected, state: 'rejected' })
  }
  for (const { queue, failed } of jobs)
    if (failed > 0) found.push({ kind: 'jobs', job: queue, count: failed })
  if (Date.parse(directoryExpiresAt) - Date.parse(at) < directoryDays * 86_400_000)
    found.push({ kind: 'directory', date: directoryExpiresAt })
  return found
}
