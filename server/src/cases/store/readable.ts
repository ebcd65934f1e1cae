import type { ReadFilter } from '@lianqiao/model/people/may.ts'
import { type RawBuilder, type SqlBool, sql } from 'kysely'

/** A condition, or a piece of one. */
export type SqlBoolean = RawBuilder<unknown>

/** The filter of `mayList` as SQL: the same sentence as `matches`, so that lists and single reads agree. */
export function readable(filter: ReadFilter): RawBuilder<SqlBool> {
  const keys = keysOf(filter)
  return keys.length > 0 ? sql`(${sql.join(keys, sql` or `)})` : sql`false`
}

/**
 * The ways in which a reader may come to a case, each as a condition that an index answers. Nearly every case has one
 * department and one station; the others are few and are looked for apart.
 */
export function keysOf(filter: ReadFilter): SqlBoolean[] {
  switch (filter.kind) {
    case 'none':
      return []
    case 'applicant':
      return [sql`applicants @> ${[filter.subject]}::text[]`]
    case 'staff': {
      const { participant, all, receiving, departments, stations } = filter
      const ours = sql`participants @> ${[participant]}::text[]`
      if (all) return [ours]
      return [
        ...(receiving ? [sql`(receiving = ${participant} and ${ours})`] : []),
        ...departments.map(department => sql`(departments[1] = ${department} and ${ours})`),
        ...stations.map(station => sql`(stations[1] = ${station} and ${ours})`),
        ...(departments.length > 0
          ? [sql`(cardinality(departments) > 1 and departments && ${[...departments]}::text[] and ${ours})`]
          : []),
        ...(stations.length > 0
          ? [sql`(cardinality(stations) > 1 and stations && ${[...stations]}::text[] and ${ours})`]
          : []),
      ]
    }
  }
}
