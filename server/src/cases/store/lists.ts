import type { JurisdictionCode } from '@lianqiao/model/identifiers/division.ts'
import type { ReadFilter } from '@lianqiao/model/people/may.ts'
import { sql } from 'kysely'
import type { Connection } from '../../platform/database/database.ts'
import { onePlan } from '../../platform/database/preparing-client.ts'
import { columns, type Listed, listed, type Row } from '../store.ts'
import { type Key, keysOf, readable, type SqlBoolean } from './readable.ts'

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
  const walk = (phases: readonly string[], key: Key, and: SqlBoolean = sql`true`) => sql`
    select ${shown} from (values ${sql.join(phases.map(phase => sql`(${sql.lit(phase)})`))}) as p (phase) cross join lateral (
      select ${shownOf('row')} from ${casesBy(key, sql`not ended`)} as row
      where phase = p.phase and ${and} and ${after} and ${narrowed(q)}
      order by coalesce(due_at, 'infinity'), record_id limit ${sql.lit(q.limit)}) as c`
  const keys = keysOf(q.filter)
  const open = q.openPhases.filter(phase => !q.phase || phase === q.phase)
  if (q.view === 'all') return open.length > 0 ? keys.map(key => walk(open, key)) : []
  const phasesOf = (seat: string) => [...new Set(q.work.filter(w => w.seat === seat).map(w => w.phase))]
  const walksAs = (seat: string, ways: readonly Key[], and: SqlBoolean) => {
    const phases = phasesOf(seat)
    return phases.length > 0 ? ways.map(key => walk(phases, key, and)) : []
  }
  const asked = sql`asked_departments @> ${[`${q.jurisdiction}:${q.department ?? ''}`]}::text[]`
  return [
    ...walksAs('receiving', keys, sql`receiving = ${q.jurisdiction}`),
    ...walksAs('deciding', keys, sql`deciding = ${q.jurisdiction}`),
    ...walksAs('asked', keys.length > 0 ? [{ where: asked, few: true }] : [], readable(q.filter)),
  ]
}

function endedWalks(q: ListQuestion) {
  const after = q.after
    ? sql`(changed_at, record_id) < (${q.after.key}::timestamptz, ${q.after.id})`
    : sql`true`
  return keysOf(q.filter).map(
    key => sql`
      select ${shown} from ${casesBy(key, sql`ended`)} as c where ${after} and ${narrowed(q)}
      order by changed_at desc, record_id desc limit ${sql.lit(q.limit)}`,
  )
}

/**
 * The cases on one way. Few are fetched first (`offset 0` keeps PostgreSQL from looking for them in the order of the list,
 * which it takes to be quick, and which reads every open case where there is none): among ten million that took twenty seconds.
 */
const casesBy = ({ where, few }: Key, and: SqlBoolean) => sql`(
  select ${sql.join(fetched.map(column => sql.ref(column)))} from case_index where ${and} and ${where} ${few ? sql`offset 0` : sql``})`

const fetched = [...columns, 'phase', 'item', 'received_at']

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
