import type { RecordId } from '@lianqiao/model/identifiers/record-id.ts'
import type { Connection } from '../../platform/database/database.ts'
import { instantOf } from '../../platform/time.ts'

/** Cases whose lead is offered to a jurisdiction, and when each changed last. */
export async function offeredTo(
  db: Connection,
  jurisdiction: string,
): Promise<{ record: RecordId; changedAt: string }[]> {
  const rows = await db
    .selectFrom('case_index')
    .select(['record_id', 'changed_at'])
    .where('offered_to', '=', jurisdiction)
    .execute()
  return rows.map(row => ({ record: row.record_id as RecordId, changedAt: instantOf(row.changed_at) }))
}
