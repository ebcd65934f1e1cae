import type { TrackedCase } from '@lianqiao/model/api/tracking.ts'
import type { Language } from '@lianqiao/model/problems/problem.ts'
import { formatDate, formatTime } from '../../lib/format.ts'
import { say } from '../../lib/i18n.ts'
import { trackWords } from './words.ts'

type Tracked = Pick<TrackedCase, 'phase' | 'decision' | 'clocks'>
type ClockView = TrackedCase['clocks'][number]
type Due = NonNullable<ClockView['promised']>

/** Where it stands, in a sentence. `deciding` is the name of the side that decides. */
export function nowSentence({ phase, decision }: Tracked, deciding: string, language: Language): string {
  const t = say(trackWords, language)
  const denied = phase === 'concluded' && decision?.granted === false
  const key = `now.${denied ? 'concludedDenied' : phase}` as 'now.received'
  return t(trackWords.keys.includes(key) ? key : 'now.received', { deciding })
}

export interface Next {
  text: string
  tone: 'calm' | 'over' | 'paused'
}

/**
 * What comes next and until when: by what was promised, else by the law. What cannot be reckoned is said to be so; what
 * stands still says why no day is told.
 */
export function nextSentence({ clocks }: Tracked, deciding: string, language: Language): Next | undefined {
  const t = say(trackWords, language)
  const clock = waitedFor(clocks)
  const due = clock?.promised ?? clock?.statutory
  if (!clock || !due) return undefined
  if (clock.phase === 'paused') return { text: t('next.paused'), tone: 'paused' }
  if (due.due === 'unknown') return { text: t('next.unknown'), tone: 'calm' }
  const until = untilText(due, language)
  if (due.overdue === true) return { text: t('next.over', { until }), tone: 'over' }
  const key = clock.name === 'decision' && !clock.promised ? 'decisionLaw' : clock.name
  return { text: t(`next.${key}` as 'next.decision', { until, deciding }), tone: 'calm' }
}

/** The clock that tells the person how long it takes from here. */
export const waitedFor = <C extends { name: string }>(clocks: readonly C[]): C | undefined =>
  order.map(name => clocks.find(clock => clock.name === name)).find(clock => clock !== undefined)

/** The clocks that a person waits for. What one office waits for from another (协办) is told apart. */
const order = ['correction', 'delivery', 'decision', 'acceptance', 'transfer']

function untilText({ due, limit }: Due, language: Language): string {
  const t = say(trackWords, language)
  if (limit.unit === 'working-hour') return t('untilHour', { date: formatTime(due, language) })
  return t('untilDay', { date: lastDay(due, language) })
}

/** The last day of a limit: `due` is the first instant that is too late. */
export function lastDay(due: string, language: Language): string {
  return formatDate(new Date(Date.parse(due) - 1).toISOString(), language)
}
