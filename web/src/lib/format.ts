import type { Language } from '@lianqiao/model/problems/problem.ts'
import { nodeTime } from './now.ts'

/** Offices tell the time of their own wall clock, wherever the reader's machine believes to be. */
const zone = 'Asia/Shanghai'

const locale = (language: Language) => (language === 'en' ? 'en-GB' : 'zh-CN')

/** `2026年3月2日` · `2 March 2026`, from an instant or a date `YYYY-MM-DD`. */
export function formatDate(at: string, language: Language): string {
  return new Intl.DateTimeFormat(locale(language), { dateStyle: 'long', timeZone: zone }).format(dateOf(at))
}

/** `3月2日 09:30` · `2 Mar, 09:30`; with the year where it is another one than `now`'s. */
export function formatTime(at: string, language: Language, now: Date = nodeTime()): string {
  const date = dateOf(at)
  const year = new Intl.DateTimeFormat('en', { year: 'numeric', timeZone: zone })
  return new Intl.DateTimeFormat(locale(language), {
    ...(year.format(date) === year.format(now) ? {} : { year: 'numeric' }),
    month: language === 'en' ? 'short' : 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: zone,
  }).format(date)
}

/** `2026年3月2日 09:30` · `2 March 2026 at 09:30`: for what may be shown later, and elsewhere. */
export function formatMoment(at: string, language: Language): string {
  return new Intl.DateTimeFormat(locale(language), {
    ...{ year: 'numeric', month: 'long', day: 'numeric' },
    ...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: zone },
  }).format(dateOf(at))
}

/** `浦口、和县` · `Pukou, He County`. */
export function formatList(items: readonly string[], language: Language): string {
  return items.join(language === 'en' ? ', ' : '、')
}

function dateOf(at: string): Date {
  return new Date(/^\d{4}-\d\d-\d\d$/.test(at) ? `${at}T00:00:00+08:00` : at)
}
