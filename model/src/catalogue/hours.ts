import type { z } from 'zod'
import type { OpeningHours } from './jurisdiction.ts'

const days = ['', '一', '二', '三', '四', '五', '六', '日']
const daysEn = ['', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/** 开放时间 as guides write it: `周一至周五 09:00—17:30；周六、周日 09:00—16:00`. */
export function hoursText(hours: readonly z.infer<typeof OpeningHours>[]): string {
  return hours.map(({ weekdays, from, to }) => `${weekdaysText(weekdays)} ${from}—${to}`).join('；')
}

/** The same in English: `Mon–Fri 09:00–17:30; Sat, Sun 09:00–16:00`. */
export function hoursTextEn(hours: readonly z.infer<typeof OpeningHours>[]): string {
  return hours
    .map(({ weekdays, from, to }) => {
      const { first, last, running } = span(weekdays)
      const names = running ? `${daysEn[first]}–${daysEn[last]}` : weekdays.map(day => daysEn[day]).join(', ')
      return `${names} ${from}–${to}`
    })
    .join('; ')
}

/** Three days and more that follow one another are told by the first and the last. */
function span(weekdays: readonly number[]): { first: number; last: number; running: boolean } {
  const [first, last] = [Math.min(...weekdays), Math.max(...weekdays)]
  return { first, last, running: weekdays.length > 2 && last - first === weekdays.length - 1 }
}

function weekdaysText(weekdays: readonly number[]): string {
  const { first, last, running } = span(weekdays)
  return running ? `周${days[first]}至周${days[last]}` : weekdays.map(day => `周${days[day]}`).join('、')
}
