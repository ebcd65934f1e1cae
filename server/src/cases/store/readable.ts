import type { ReadFilter } from '@lianqiao/model/people/may.ts'
import { type RawBuilder, type SqlBool, sql } from 'kysely'

/** A condition, or a piece of one. */
export type SqlBoolean = RawBuilder<unknown>

/** The filter of `mayList` as SQL: the same sentence as `matches`, so that lists and single reads agree. */
export function readable(filter: ReadFilter): RawBuilder<SqlBool> {
  const keys = keysOf(filter).map(({ where }) => where)
  return keys.length > 0 ? sql`(${sql.join(keys, sql` or `)})` : sql`false`
}

/** One way to a case. `few`: so few cases lie on it that they are better all fetched and put in order than looked for in order. */
export interface Key {
  where: SqlBoolean
  few?: true
}

/**
 * The ways in which a reader may come to a case, each as a condition that an index answers. Nearly every case has one
 * department and one station; the others are few and are looked for apart.
 */
export function keysOf(filter: ReadFilter): Key[] {
  switch (filter.kind) {
    case 'none':
      return []
    case 'applicant':
      return [few(sql`applicants @> ${[filter.subject]}::text[]`)]
    case 'staff': {
      const { participant, all, receiving, departments, stations } = filter
      // All cases of a node are its own, which PostgreSQL does not know of a list it has not seen yet: it would expect one in
      // two hundred, and rather sort a department's cases than walk to the first of them. Of a `case` it expects one in two.
      const ours = sql`case when participants @> ${[participant]}::text[] then true else false end`
      if (all) return [{ where: ours }]
      return [
        ...(receiving ? [{ where: sql`(receiving = ${participant} and ${ours})` }] : []),
        ...departments.map(department => ({ where: sql`(departments[1] = ${department} and ${ours})` })),
        ...stations.map(station => ({ where: sql`(stations[1] = ${station} and ${ours})` })),
        ...(departments.length > 0
          ? [
              few(
                sql`(cardinality(departments) > 1 and departments && ${[...departments]}::text[] and ${ours})`,
              ),
            ]
          : []),
        ...(stations.length > 0
          ? [few(sql`(cardinality(stations) > 1 and stations && ${[...stations]}::text[] and ${ours})`)]
          : []),
      ]
    }
  }
}

const few = (where: SqlBoolean): Key => ({ where, few: true })
