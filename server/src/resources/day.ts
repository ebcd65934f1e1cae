import { momentOf } from '@lianqiao/model/clocks/moment.ts'
import { calendarOf } from '../platform/calendar.ts'
import type { Connection } from '../platform/database/database.ts'
import type { Node } from '../platform/node.ts'

/** The local day, `yyyy-mm-dd`, on which conditions are judged and by which quotas count. */
export async function today(node: Node, db: Connection): Promise<string> {
  return momentOf(node.time.now(), (await calendarOf(db)).zone).date
}
