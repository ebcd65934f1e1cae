import type { TrackingCode } from '@lianqiao/model/identifiers/tracking-code.ts'
import type { Directory } from '../federation/index.ts'
import type { Spelt } from '../platform/http/route.ts'
import type { Node } from '../platform/node.ts'

/** What an answer rests on beside the time: the cases as they stand, and the names of the jurisdictions. */
interface Ground {
  code: TrackingCode
  versions: string
  book: Directory
}

/** An answer, and the instant from which its clocks read otherwise. */
interface Answer {
  spelt: Spelt
  due: string | undefined
}

/** Answers given in one minute of the node's clock. */
interface Minute {
  name: string
  answers: Map<TrackingCode, Ground & Answer>
}

const minutes = new WeakMap<Node, Minute>()

/** About three kilobytes each. */
const mostAnswers = 2_000

/**
 * The answer given before, where nothing it rests on has changed, or the one that `make` makes. It may tell why a person was
 * refused: none is kept beyond its minute, in which no clock is read differently unless a deadline passes. Remaining hours
 * are so told to the minute, and a calendar imported just now within one.
 */
export async function keptAnswer(node: Node, ground: Ground, make: () => Promise<Answer>): Promise<Spelt> {
  const now = node.time.now()
  const { answers } = minuteOf(node, now)
  const known = answers.get(ground.code)
  if (
    known?.versions === ground.versions &&
    known.book === ground.book &&
    (known.due === undefined || now < known.due)
  )
    return known.spelt
  const made = await make()
  if (answers.size >= mostAnswers) answers.clear()
  answers.set(ground.code, { ...ground, ...made })
  return made.spelt
}

function minuteOf(node: Node, now: string): Minute {
  const name = now.slice(0, '2026-03-02T01:30'.length)
  const current = minutes.get(node)
  if (current?.name === name) return current
  const minute: Minute = { name, answers: new Map() }
  minutes.set(node, minute)
  // Also where nobody asks in the next.
  setTimeout(() => minute.answers.clear(), 60_000).unref()
  return minute
}
