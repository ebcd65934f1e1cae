import { z } from 'zod'
import { Calendar, Notice } from '../clocks/calendar.ts'
import { endpoint } from './endpoint.ts'

export const readCalendar = endpoint({
  name: 'calendar.read',
  summary: 'The calendar by which this node counts days, and how far it is announced',
  method: 'GET',
  path: '/api/calendar',
  permission: 'public',
  output: Calendar,
})

/** 导入放假安排: deadlines that were unknown become known, and clocks that ran out meanwhile are acted upon. */
export const importNotice = endpoint({
  name: 'calendar.import',
  summary: 'Import a published holiday notice',
  method: 'POST',
  path: '/api/calendar/notices',
  permission: 'calendar.import',
  body: Notice,
  output: z.object({ announced: Calendar.shape.announced }),
})
