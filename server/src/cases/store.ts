import type { JurisdictionCode } from '@lianqiao/model/identifiers/division.ts'
import type { ReadFilter, RecordScope } from '@lianqiao/model/people/may.ts'
import { sql } from 'kysely'
import { asked } from '../platform/database/asked.ts'
import type { Connection, Tx } from '../platform/database/database.ts'
import { insertInto } from '../platform/database/insert.ts'
import { instantOf } from '../platform/time.ts'
import { write } from '../platform/transaction.ts'
import { readable } from './store/readable.ts'

/** The projection of a case, as `project.ts` makes it. Personal columns are set once, with the step that holds them. */
export interface IndexRow {
  record_id: string
  matter: string
  item: string
  phase: string
  ended: boolean
  mode: string
  receiving: string
  deciding: string
  participants: string[]
  departments: string[]
  stations: string[]
  asked: string[]
  asked_departments: string[]
  offered_to: string | null
  due_at: string | null
  received_at: string
  changed_at: string
}

export interface PersonalIndex {
  applicants: string[] | null
  id_index: Buffer | null
  phone_index: Buffer | null
  name_index: Buffer | null
  tracking_index: Buffer | null
  applicant: Buffer | null
}

const takes = [
  'matter',
  'item',
  'phase',
  'ended',
  'mode',
  'receiving',
  'deciding',
  'participants',
  'departments',
  'stations',
  'asked',
  'asked_departments',
  'offered_to',
  'due_at',
  'received_at',
  'changed_at',
] as const

/** A step without personal parts leaves those of an earlier one as they are. */
const keeps = ['id_index', 'phone_index', 'name_index', 'tracking_index', 'applicant'] as const

const insertOrChange = insertInto('case_index', { key: 'record_id', takes, keeps })
/** With the step that tells who applies. */
const insertOrName = insertInto('case_index', { key: 'record_id', takes: [...takes, 'applicants'], keeps })

export async function saveIndex(tx: Tx, row: IndexRow, personal: PersonalIndex): Promise<void> {
  const { applicants } = personal
  const save = applicants ? insertOrName : insertOrChange
  await write(tx, save([{ ...row, ...personal, applicants: applicants ?? [] }]))
}

export async function saveDue(tx: Tx, id: string, dueAt: string | null): Promise<void> {
  await tx.updateTable('case_index').set({ due_at: dueAt }).where('record_id', '=', id).execute()
}

export interface Listed {
  id: string
  scope: RecordScope
  applicant: Buffer | null
  dueKey: string
}

export const columns = [
  'record_id',
  'deciding',
  'receiving',
  'participants',
  'departments',
  'stations',
  'applicants',
  'applicant',
  'due_at',
  'changed_at',
] as const

const scopeOf = `select ${columns.join(', ')} from case_index where record_id = $1`

/** One case's scope, or nothing. */
export async function findScope(db: Connection, id: string): Promise<Listed | undefined> {
  const [row] = await asked<Row>(db, scopeOf, [id])
  return row && listed(row)
}

/** A case under a tracking code, and which of its versions stands in the lists: another one after every step. */
export interface Tracked {
  id: string
  version: string
}

/**
 * All cases with this tracking code: the code itself is the right to look. The version is the transaction that wrote the
 * row last, as PostgreSQL notes it (`xmin`): whichever process takes a step, or counts a deadline anew, changes it.
 */
export async function findTracked(db: Connection, index: Buffer): Promise<Tracked[]> {
  const found = sql<Tracked & { received: Date }>`
    select record_id as id, xmin::text as version, received_at as received
    from case_index where tracking_index = ${index}`
  // In order here: a statement without one is planned once.
  return (await found.execute(db)).rows.sort((a, b) => a.received.getTime() - b.received.getTime())
}

export async function siblingsOf(
  db: Connection,
  matter: string,
  but: string,
  filter: ReadFilter,
): Promise<string[]> {
  const rows = await db
    .selectFrom('case_index')
    .select('record_id')
    .where('matter', '=', matter)
    .where('record_id', '!=', but)
    .where(readable(filter))
    .orderBy('received_at')
    .orderBy('record_id')
    .execute()
  return rows.map(r => r.record_id)
}

export async function findMatter(
  db: Connection,
  command: string,
): Promise<{ id: string; answer: Buffer; openedBy: string } | undefined> {
  const [row] = await asked<{ id: string; answer: Buffer; openedBy: string }>(
    db,
    `select id, answer, opened_by as "openedBy" from matter where command = $1`,
    [command],
  )
  return row
}

const insertMatters = insertInto('matter')

/** Fails where another transaction has inserted one by the same command; one that is still under way is waited for. */
export async function insertMatter(
  tx: Tx,
  row: { id: string; command: string; answer: Buffer; openedBy: string; openedAt: string },
): Promise<void> {
  const { openedBy, openedAt, ...rest } = row
  await write(tx, insertMatters([{ ...rest, opened_by: openedBy, opened_at: openedAt }]))
}

export interface Row {
  record_id: string
  deciding: string
  receiving: string
  participants: string[]
  departments: string[]
  stations: string[]
  applicants: string[]
  applicant: Buffer | null
  due_at: Date | null
  changed_at: Date
}

export function listed(row: Row, byChange = false): Listed {
  const { participants, departments, stations, applicants, applicant } = row
  return {
    id: row.record_id,
    scope: {
      deciding: row.deciding as JurisdictionCode,
      receiving: row.receiving as JurisdictionCode,
      participants: participants as JurisdictionCode[],
      departments,
      stations,
      applicants,
    },
    applicant,
    dueKey: byChange ? instantOf(row.changed_at) : row.due_at ? instantOf(row.due_at) : 'infinity',
  }
}
