import { callersOf } from './callers.ts'
import { type Question, questionFor, targetsOf } from './endpoints.ts'
import { type Answered, faultOf } from './judge.ts'
import { Known } from './known.ts'
import { letterFrom, type Partner } from './letters.ts'
import { type Random, randomFrom } from './random.ts'

/** Whom to ask, as whom. */
export interface Plan {
  url: string
  requests: number
  seed: number
  /** Headers of each who asks; a stranger has none. */
  callers: readonly Record<string, string>[]
  partner?: Partner
  /** How many ask at once. */
  connections?: number
  /** Milliseconds after which an answer is late, which is a fault; default five seconds. */
  patienceMs?: number
  /** Told after every thousand. */
  progress?: (done: number) => Promise<void>
}

/** What was found. `answers` counts them by endpoint and status; every endpoint of the node is there, also one never asked. */
export interface Found {
  done: number
  faults: { fault: string; question: Question }[]
  answers: Map<string, Map<number, number>>
  slowest: number
}

/** Nobody is signed out by chance: his session is needed for what comes after. */
const spared = ['session.end', 'session.end-of']

/** Ask a node `requests` questions from its own schemas, and its gate letters of a partner; judge every answer. */
export async function fuzz(plan: Plan): Promise<Found> {
  const random = randomFrom(plan.seed)
  const known = new Known()
  const document = await (await fetch(`${plan.url}/api/openapi.json`)).json()
  const callers = callersOf(plan.callers)
  const targets = targetsOf(document).filter(target => !spared.includes(target.name))
  const { patienceMs = 5000 } = plan
  const answers: Found['answers'] = new Map(targets.map(({ name }) => [name, new Map()]))
  const found: Found = { done: 0, faults: [], answers, slowest: 0 }
  const count = (name: string, status: number) => {
    const ofOne = answers.get(name) ?? new Map<number, number>()
    answers.set(name, ofOne.set(status, (ofOne.get(status) ?? 0) + 1))
  }
  const askOne = async () => {
    const target = targets[found.done % targets.length]
    const { partner } = plan
    const question =
      partner && (!target || random.chance(0.15))
        ? await letterFrom(partner, random, known)
        : target && questionFor(target, random, known)
    if (!question) return
    found.done += 1
    const number = found.done
    const { name } = question
    const caller = question.caller ?? (name.startsWith('exchange ') ? {} : callers.for(name, random))
    const answered = await ask(plan.url, question, caller, patienceMs)
    count(name, answered.status)
    callers.met(name, caller, answered.status)
    found.slowest = Math.max(found.slowest, answered.took)
    // A node hangs up on a body that it will not take; whether its word arrives before is the wire's affair.
    const cut = answered.status === 599 && String(question.body).length > largest
    const fault = cut ? undefined : faultOf(answered, patienceMs)
    if (fault) found.faults.push({ fault, question })
    if (name === 'cases.act' && [200, 409].includes(answered.status)) known.overtaken(question.path)
    if (answered.status === 200) learn(known, name, answered, caller, random)
    if (number % 1000 === 0) await plan.progress?.(number)
  }
  const connection = async () => {
    while (found.done < plan.requests) await askOne()
  }
  await Promise.all(Array.from({ length: plan.connections ?? 4 }, connection))
  return found
}

function learn(
  known: Known,
  name: string,
  { type, text }: Answered,
  caller: Record<string, string>,
  random: Random,
): void {
  if (type.startsWith('text/csv')) known.learnAnswer(name, { sheet: text }, random)
  if (!type.startsWith('application/json')) return
  const told: unknown = JSON.parse(text)
  known.learnAnswer(name, told, random)
  known.learnChoices(told, caller, random)
}

/** No JSON is taken beyond this, in characters. */
const largest = 1024 * 1024

async function ask(
  url: string,
  question: Question,
  caller: Record<string, string>,
  patienceMs: number,
): Promise<Answered> {
  const began = performance.now()
  const done = () => performance.now() - began
  try {
    const response = await fetch(`${url}${question.path}`, {
      method: question.method,
      headers: { ...caller, ...question.headers },
      redirect: 'manual',
      // Longer than the judge bears, so that a hang is told and ends.
      signal: AbortSignal.timeout(3 * patienceMs),
      ...(question.body === undefined ? {} : { body: question.body as never }),
    })
    const text = await response.text()
    return { status: response.status, type: response.headers.get('content-type') ?? '', text, took: done() }
  } catch (error) {
    return { status: 599, type: '', text: `no answer: ${String(error)}`, took: done() }
  }
}
