import { JurisdictionCode } from '@lianqiao/model/identifiers/division.ts'
import { sql } from 'kysely'
import type { Connection } from '../../platform/database/database.ts'

/** How often a station received an item, alone or as part of a bundle (`joint`). */
export interface Received {
  deciding: JurisdictionCode
  item: string
  mode: string
  count: number
}

/** Of the last `among` cases that one side's windows at a station received, which items they were, the most frequent first. */
export async function lastReceivedAt(
  db: Connection,
  { receiving, station }: { receiving: JurisdictionCode; station: string },
  among: number,
): Promise<Received[]> {
  const { rows } = await sql<Received>`
    select deciding, item, mode, count(*)::int as count
    from (
      select deciding, item, mode from case_index
      where receiving = ${receiving} and stations[1] = ${station} order by received_at desc limit ${among}
    ) as last
    group by deciding, item, mode
    order by count desc, item, deciding, mode`.execute(db)
  return rows.map(row => ({ ...row, deciding: JurisdictionCode.parse(row.deciding) }))
}
