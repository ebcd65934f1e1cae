import * as api from '@lianqiao/model/api/calendar.ts'
import { audit } from '../platform/audit.ts'
import { calendarKeptMs, calendarOf, importNotice } from '../platform/calendar.ts'
import { route, whoOf } from '../platform/http/route.ts'
import type { Module } from '../platform/module.ts'
import { transaction } from '../platform/transaction.ts'

/** The working calendar (工作日历): shown to anyone, extended by each year's published notice. */
export const calendar: Module = {
  name: 'calendar',
  routes: [
    route(api.readCalendar, call => calendarOf(call.node.db)),
    route(api.importNotice, ({ node, body, traceId, ...call }) =>
      transaction(node.db, async tx => {
        const { announced } = await importNotice(tx, body)
        await audit(node, tx, { who: whoOf(call), verb: 'calendar.import', object: announced.to, traceId })
        // Deadlines counted before stand in projections: whoever holds one counts again, once every process knows.
        const startAfter = (2 * calendarKeptMs) / 1000
        await node.jobs.send(tx, 'calendar.changed', {}, { startAfter })
        return { announced }
      }),
    ),
  ],
}
