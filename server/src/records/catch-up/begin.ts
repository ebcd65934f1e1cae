import { momentOf } from '@lianqiao/model/clocks/moment.ts'
import type { Instant } from '@lianqiao/model/records/action.ts'
import { partnersOf } from '../../federation/index.ts'
import type { Restored } from '../../platform/backup/word.ts'
import { calendarOf } from '../../platform/calendar.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { Node } from '../../platform/node.ts'
import { enqueue } from '../../platform/outbox.ts'
import { instantOf } from '../../platform/time.ts'
import { beginWith } from '../store/catch-up.ts'
import { raiseFloor } from '../store/records.ts'

/** So much earlier than the backup it is asked from: clocks differ, and a step may bear the time of a slower one. Milliseconds. */
const margin = 86_400_000

/** Under this scope stands the number below which no record of a day is numbered. */
export const floorScope = (date: string) => `floor:${date}`

/**
 * The database came back from a backup. Every partner is asked for what he holds of shared records and to send again what
 * he sent since; until all have answered, nothing is appended here. What nobody else had is lost, and with it the numbers
 * that were given: new ones of this day begin higher than any that can have been given.
 */
export async function beginAfterRestore(
  node: Node,
  tx: Tx,
  { backupAt, restoredAt }: Restored,
): Promise<void> {
  await askEverybody(node, tx, { since: backupAt, holds: true })
  const { zone } = await calendarOf(tx)
  await raiseFloor(tx, floorScope(momentOf(restoredAt, zone).date), floorAt(restoredAt))
}

/** Ask every partner under an agreement for what changed since. `holds`: nothing is appended before he has answered. */
export async function askEverybody(
  node: Node,
  tx: Tx,
  { since, holds }: { since: Instant; holds: boolean },
): Promise<void> {
  const from = instantOf(new Date(Math.max(0, Date.parse(since) - margin)))
  for (const peer of await partnersOf(node, tx)) {
    await beginWith(tx, { peer, since: from, holds })
    if (holds) await enqueue(node, tx, { to: peer, type: 'exchange.replay', body: { since: from } })
  }
}

/**
 * Below it lies every number that can have been given until `at`: an ordinary day stays below 100 000, and where the node
 * is restored again on the same day, ten a second since midnight are allowed for. Numbers have six digits.
 */
function floorAt(at: Instant): number {
  const secondsOfDay = Math.floor((Date.parse(at) % 86_400_000) / 1000)
  return 100_000 + 10 * secondsOfDay
}
