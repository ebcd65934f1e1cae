import type { ClockReading, Due } from '@lianqiao/model/clocks/clock.ts'
import type { Language } from '@lianqiao/model/problems/problem.ts'
import { formatDate, formatTime } from '../../lib/format.ts'
import { say } from '../../lib/i18n.ts'
import { nodeTime } from '../../lib/now.ts'
import { clockWords } from './words.ts'

/** What a deadline asks of the one who looks. Each has its own shape and words beside its colour. */
export type Tone = 'calm' | 'soon' | 'over' | 'paused' | 'unknown' | 'done'

/** What is shown of a reading: one of the model, or of an endpoint, where what is missing may also be `undefined`. */
export interface ShownClock extends Pick<ClockReading, 'phase' | 'extendedBy'> {
  pausedSince?: string | undefined
  promised?: Due | undefined
  statutory?: Due | undefined
}

/** One deadline, said: `承诺` `剩余 3 个工作日`, and at length for whoever asks. */
export interface Sentence {
  which: string
  text: string
  tone: Tone
  more: string
}

/** A reading in words: the promise first, for it is what the person was told; the law after it. */
export function sentencesOf(reading: ShownClock, language: Language, now: Date = nodeTime()): Sentence[] {
  return (['promised', 'statutory'] as const).flatMap(which => {
    const due = reading[which]
    return due ? [sentenceOf(reading, which, due, language, now)] : []
  })
}

/** What happened to the clock itself: since when it stands still, by how much it was extended. */
export function remarksOf(reading: ShownClock, language: Language): string[] {
  const t = say(clockWords, language)
  const { pausedSince, extendedBy } = reading
  return [
    ...(pausedSince ? [t('pausedSince', { date: formatTime(pausedSince, language) })] : []),
    ...(extendedBy.amount > 0
      ? [t('extended', { amount: t(`amount.${extendedBy.unit}`, { count: extendedBy.amount }) })]
      : []),
  ]
}

function sentenceOf(
  reading: ShownClock,
  which: 'promised' | 'statutory',
  due: Due,
  language: Language,
  now: Date,
): Sentence {
  const t = say(clockWords, language)
  const { text, tone } = shortOf(reading, due, language, now)
  return { which: t(which), text, tone, more: longOf(reading, which, due, language) }
}

function shortOf(
  reading: ShownClock,
  { limit, due, left, overdue }: Due,
  language: Language,
  now: Date,
): Pick<Sentence, 'text' | 'tone'> {
  const t = say(clockWords, language)
  const { unit } = limit
  // Less than a tenth of an hour is no number to tell.
  const over = () =>
    left === 'unknown' || left === 0 ? t('over') : t(`over.${unit}`, { count: Math.abs(left) })
  if (reading.phase === 'stopped') {
    if (overdue === 'unknown') return { text: t('ended'), tone: 'done' }
    return overdue ? { text: t('late', { over: over() }), tone: 'over' } : { text: t('onTime'), tone: 'done' }
  }
  // What is over goes on being over while the clock stands still.
  if (overdue === true) return { text: over(), tone: 'over' }
  if (reading.phase === 'paused') return { text: t('paused'), tone: 'paused' }
  if (due === 'unknown' || left === 'unknown') return { text: t('unknown'), tone: 'unknown' }
  if (unit !== 'working-hour' && left <= 1 && Date.parse(due) - now.getTime() <= day)
    return { text: t('today'), tone: 'soon' }
  return { text: t(`left.${unit}`, { count: left }), tone: left <= soonAt(limit) ? 'soon' : 'calm' }
}

/** Attention is asked for in the last fifth of a limit, and always on the last day or in the last two hours. */
function soonAt({ unit, amount }: Due['limit']): number {
  return Math.max(unit === 'working-hour' ? 2 : 1, amount / 5)
}

function longOf(
  reading: ShownClock,
  which: 'promised' | 'statutory',
  { limit, due }: Due,
  language: Language,
): string {
  const t = say(clockWords, language)
  const places = { which: t(which), limit: t(`amount.${limit.unit}`, { count: limit.amount }) }
  if (due === 'unknown') return t('dueUnknown', places)
  if (limit.unit === 'working-hour') return t('dueHour', { ...places, date: formatTime(due, language) })
  // `due` is the first instant that is too late, 00:00 of the day after the last.
  const lastDay = formatDate(new Date(Date.parse(due) - 1).toISOString(), language)
  return t(reading.phase === 'paused' ? 'duePaused' : 'due', { ...places, date: lastDay })
}

const day = 24 * 60 * 60 * 1000
