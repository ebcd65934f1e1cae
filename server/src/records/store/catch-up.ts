import type { JurisdictionCode } from '@lianqiao/model/identifiers/division.ts'
import type { Instant } from '@lianqiao/model/records/action.ts'
import { sql } from 'kysely'
import type { Connection, Tx } from '../../platform/database/database.ts'
import { instantOf } from '../../platform/time.ts'

/** A partner who is asked for what was lost here. */
export interface CatchUp {
  peer: JurisdictionCode
  since: Instant
  holds: boolean
  rounds: number
  taken: number
  problems: { record: string; code: string }[]
  doneAt: Instant | null
}

export async function catchUps(db: Connection): Promise<CatchUp[]> {
  const rows = await db.selectFrom('catch_up').selectAll().orderBy('peer').execute()
  return rows.map(row => ({
    peer: row.peer as JurisdictionCode,
    since: instantOf(row.since),
    holds: row.holds,
    rounds: row.rounds,
    taken: row.taken,
    problems: row.problems as unknown as CatchUp['problems'],
    doneAt: row.done_at && instantOf(row.done_at),
  }))
}

/** What keeps this node from appending: partners who have not answered, and records that do not fit what one of them holds. */
export interface Hold {
  peer: string
  waiting: boolean
  records: string[]
}

export async function holds(db: Connection): Promise<Hold[]> {
  const rows = await db
    .selectFrom('catch_up')
    .select(['peer', 'rounds', 'done_at', 'problems'])
    .where('holds', '=', true)
    .where(eb => eb.or([eb('done_at', 'is', null), eb('problems', '!=', sql<never>`'[]'::jsonb`)]))
    .orderBy('peer')
    .execute()
  return rows.map(row => ({
    peer: row.peer,
    waiting: row.rounds === 0 && row.done_at === null,
    records: (row.problems as unknown as CatchUp['problems']).map(problem => problem.record),
  }))
}

/**
 * Ask a partner, once more where he was asked before. After a loss (`holds`) nothing known of before counts; else what he once
 * answered has been answered, and records that did not fit stay held until they do.
 */
export async function beginWith(
  tx: Tx,
  wish: { peer: string; since: Instant; holds: boolean },
): Promise<void> {
  const anew = { rounds: 0, problems: '[]' }
  await tx
    .insertInto('catch_up')
    .values(wish)
    .onConflict(c =>
      c.column('peer').doUpdateSet({
        since: sql<Date>`least(catch_up.since, excluded.since)`,
        holds: sql<boolean>`excluded.holds or catch_up.holds`,
        ...(wish.holds ? anew : {}),
        ...{ taken: 0, done_at: null },
      }),
    )
    .execute()
}

/** Write down a round. `doneAt`: it was the last. */
export async function endRound(
  tx: Tx,
  peer: string,
  round: { taken: number; problems: CatchUp['problems']; doneAt: Instant | undefined },
): Promise<void> {
  await tx
    .updateTable('catch_up')
    .set(eb => ({
      rounds: eb('rounds', '+', 1),
      taken: eb('taken', '+', round.taken),
      problems: JSON.stringify(round.problems),
      done_at: round.doneAt ?? null,
    }))
    .where('peer', '=', peer)
    .execute()
}

/** Go on without a partner's answer, or with one that does not fit. @returns false where nothing is held by him */
export async function goOnWithout(tx: Tx, peer: string, at: Instant): Promise<boolean> {
  const row = await tx
    .updateTable('catch_up')
    .set({ done_at: sql<Date>`coalesce(done_at, ${at}::timestamptz)`, problems: '[]', holds: false })
    .where('peer', '=', peer)
    .where(eb => eb.or([eb('done_at', 'is', null), eb('problems', '!=', sql<never>`'[]'::jsonb`)]))
    .returning('peer')
    .executeTakeFirst()
  return row !== undefined
}

/** How far records in which all of these take part have come, by number, of those that changed since. */
export async function sharedSince(
  db: Connection,
  participants: readonly string[],
  since: Instant,
  after: string,
  most: number,
): Promise<{ record: string; leader: string; seq: number; hash: string }[]> {
  return db
    .selectFrom('record')
    .select(['id as record', 'leader', 'seq', 'head as hash'])
    .where(sql<boolean>`participants @> ${participants}::text[]`)
    .where('changed_at', '>=', new Date(since))
    .where('id', '>', after)
    .orderBy('id')
    .limit(most)
    .execute()
}

/** The hash of one step, or nothing where it is not held here. */
export async function hashAt(db: Connection, record: string, seq: number): Promise<string | undefined> {
  const row = await db
    .selectFrom('action')
    .select('hash')
    .where('record_id', '=', record)
    .where('seq', '=', seq)
    .executeTakeFirst()
  return row?.hash
}
