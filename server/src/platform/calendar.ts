import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Calendar, mergeNotice, type Notice } from '@lianqiao/model/clocks/calendar.ts'
import type { Connection, Tx } from './database/database.ts'
import { shippedFolder } from './jurisdiction-files.ts'
import { kept } from './kept.ts'

const shipped = join(shippedFolder, 'calendars/cn.json')
let base: Promise<Calendar> | undefined

/** For how long a calendar is believed without looking again, in milliseconds; every step of a case asks for it. */
export const calendarKeptMs = 1_000

const calendar = kept(calendarKeptMs, readCalendar)

/**
 * The calendar by which this node counts days: the shipped one, and the yearly notices (国务院办公厅节假日安排) that an
 * administrator imported since. Beyond the last announced day its answer is *unknown*. A notice that another process
 * imported is known after `calendarKeptMs` at the latest.
 */
export function calendarOf(db: Connection): Promise<Calendar> {
  return calendar.get(db)
}

/** Import one announced year. Throws `notice-gap` where it does not follow the last one. */
export async function importNotice(tx: Tx, notice: Notice): Promise<Calendar> {
  const merged = mergeNotice(await readCalendar(tx), notice)
  const value = JSON.stringify(merged)
  await tx
    .insertInto('setting')
    .values({ name: 'calendar', value })
    .onConflict(c => c.column('name').doUpdateSet({ value }))
    .execute()
  calendar.changed(tx)
  return merged
}

async function readCalendar(db: Connection): Promise<Calendar> {
  base ??= readFile(shipped, 'utf8').then(text => Calendar.parse(JSON.parse(text)))
  const row = await db.selectFrom('setting').select('value').where('name', '=', 'calendar').executeTakeFirst()
  return row ? Calendar.parse(row.value) : base
}
