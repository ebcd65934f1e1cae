import type { JurisdictionCode } from '@lianqiao/model/identifiers/division.ts'
import type { ReadFilter } from '@lianqiao/model/people/may.ts'
import { sql } from 'kysely'
import type { Connection } from '../../platform/database/database.ts'
import { onePlan } from '../../platform/database/preparing-client.ts'
import { columns, type Listed, listed, type Row } from '../store.ts'
import { keysOf, readable, type SqlBoolean } from './readable.ts'

export interface ListQuestion {
  filter: ReadFilter
  view: 'work' | 'all' | 'ended'
  /** What waits for these posts: a phase, and the seat that must be the reader's jurisdiction. */
  work: readonly { phase: string; seat: string }[]
  /** The phases in which a case is not ended. */
  openPhases: readonly string[]
  jurisdiction: JurisdictionCode
  department: string | undefined
  item?: string | undefined
  phase?: string | undefined
  receivedSince?: string | undefined
  /** The first deadline is this instant or earlier. */
  dueBy?: string | undefined
  after?: { key: string; id: string } | undefined
  limit: number
}

/**
 * A page by key: open cases by their first deadline, ended ones by their last change. Never counts, never skips. For each
 * key by which the reader may read, and each phase, the first few are walked to along an index; the page is the first few
 * of those, so that it takes as long among ten million cases as among ten thousand.
 */
export async function listIndex(db: Connection, q: ListQuestion): Promise<Listed[]> {
  const ended = q.view === 'ended'
  const walks = ended ? endedWalks(q) : openWalks(q)
  if (walks.length === 0) return []
  const order = ended ? sql`changed_at desc, record_id desc` : sql`coalesce(due_at, 'infinity'), record_id`
  const page = sql<Row>`
    ${sql.raw(onePlan)} select ${shownOf('page')} from (${sql.join(
      walks.map(walk => sql`(${walk})`),
      sql` union `,
    )}) as page
    order by ${order} limit ${sql.lit(q.limit)}`
  return (await page.execute(db)).rows.map(row => listed(row, ended))
}

const shownOf = (table: string) => sql.join(columns.map(column => sql.ref(`${table}.${column}`)))
const shown = shownOf('c')

/** One walk for each key along all phases at once, and one to what other jurisdictions and departments were asked. */
function openWalks(q: ListQuestion) {
  const after = q.after
    ? sql`(coalesce(due_at, 'infinity'), record_id) > (${q.after.key}::timestamptz, ${q.after.id})`
    : sql`true`
  // In the text, for they come from the procedure's table: of a list that it does not know PostgreSQL expects ten.
  const walk = (phases: readonly string[], where: SqlBoolean) => sql`
    select ${shown} from (values ${sql.join(phases.map(phase => sql`(${sql.lit(phase)})`))}) as p (phase) cross join lateral (
      select ${shownOf('case_index')} from case_index
      where phase = p.phase and not ended and ${where} and ${after} and ${narrowed(q)}
      order by coalesce(due_at, 'infinity'), record_id limit ${sql.lit(q.limit)}) as c`
  const keys = keysOf(q.filter)
  const open = q.openPhases.filter(phase => !q.phase || phase === q.phase)
  if (q.view === 'all') return open.length > 0 ? keys.map(key => walk(open, key)) : []
  const phasesOf = (seat: string) => q.work.filter(w => w.seat === seat).map(w => w.phase)
  const asked = sql`asked_departments @> ${[`${q.jurisdiction}:${q.department ?? ''}`]}::text[]`
  const walksAs = (seat: string, wheres: readonly SqlBoolean[]) => {
    const phases = [...new Set(phasesOf(seat))]
    return phases.length > 0 ? wheres.map(where => walk(phases, where)) : []
  }
  return [
    ...walksAs(
      'receiving',
      keys.map(key => sql`${key} and receiving = ${q.jurisdiction}`),
    ),
    ...walksAs(
      'deciding',
      keys.map(key => sql`${key} and deciding = ${q.jurisdiction}`),
    ),
    ...walksAs('asked', keys.length > 0 ? [sql`${asked} and (${sql.join(keys, sql` or `)})`] : []),
  ]
}

function endedWalks(q: ListQuestion) {
  const after = q.after
    ? sql`(changed_at, record_id) < (${q.after.key}::timestamptz, ${q.after.id})`
    : sql`true`
  return keysOf(q.filter).map(
    key => sql`
      select ${shown} from case_index as c where ended and ${key} and ${after} and ${narrowed(q)}
      order by changed_at desc, record_id desc limit ${sql.lit(q.limit)}`,
  )
}

function narrowed({ item, phase, receivedSince, dueBy }: ListQuestion): SqlBoolean {
  const tests: SqlBoolean[] = [sql`true`]
  if (item) tests.push(sql`item = ${item}`)
  if (phase) tests.push(sql`phase = ${phase}`)
  if (receivedSince) tests.push(sql`received_at >= ${receivedSince}::timestamptz`)
  if (dueBy) tests.push(sql`due_at <= ${dueBy}::timestamptz`)
  return sql.join(tests, sql` and `)
}

/** Cases by a blind index or number, of those the reader may read: the newest of each. */
export async function findIndex(
  db: Connection,
  filter: ReadFilter,
  by: {
    id?: string
    index?: { column: 'id_index' | 'phone_index' | 'name_index' | 'tracking_index'; value: Buffer }[]
  },
): Promise<Listed[]> {
  const tests = [
    ...(by.id ? [sql`record_id = ${by.id}`] : []),
    ...(by.index ?? []).map(({ column, value }) => sql`${sql.ref(column)} = ${value}`),
  ]
  const walks = tests.map(
    test => sql`(select ${shown} from case_index as c where ${test} and ${readable(filter)}
      order by changed_at desc limit 50)`,
  )
  if (walks.length === 0) return []
  const found = sql<Row>`
    ${sql.raw(onePlan)} select ${shownOf('found')} from (${sql.join(walks, sql` union `)}) as found
    order by changed_at desc limit 50`
  return (await found.execute(db)).rows.map(row => listed(row))
}
