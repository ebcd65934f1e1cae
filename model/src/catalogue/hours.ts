import type { z } from 'zod'
import type { OpeningHours } from './jurisdiction.ts'

const days = ['', '一', '二', '三', '四', '五', '六', '日']

/** 开放时间 as guides write it: `周一至周五 09:00—17:30；周六、周日 09:00—16:00`. */
export function hoursText(hours: readonly z.infer<typeof OpeningHours>[]): string {
  return hours.map(({ weekdays, from, to }) => `${weekdaysText(weekdays)} ${from}—${to}`).join('；')
}

function weekdaysText(weekdays: readonly number[]): string {
  const [first = 1, last = 1] = [Math.min(...weekdays), Math.max(...weekdays)]
  const running = weekdays.length > 2 && last - first === weekdays.length - 1
  return running ? `周${days[first]}至周${days[last]}` : weekdays.map(day => `周${days[day]}`).join('、')
}
