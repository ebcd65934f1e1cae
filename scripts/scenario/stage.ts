import type { CaseView } from '@lianqiao/model/api/case-views.ts'
import { type Answer, type Client, signIn } from '../client.ts'

/** Where the demonstration's parts answer, from its lowest port. */
export interface Places {
  provider: string
  pukou: string
  hexian: string
}

export function placesAt(portBase: number): Places {
  const at = (offset: number) => `http://127.0.0.1:${portBase + offset}`
  return { provider: at(0), pukou: at(20), hexian: at(40) }
}

/** Prints what happens, with the time since the start of the scene in seconds. */
export class Timeline {
  readonly #began = Date.now()

  scene(title: string): void {
    console.log(`\n── ${title}`)
  }

  /** `who` did `what`; `took` in milliseconds where it was one act. */
  tell(who: string, what: string, took?: number): void {
    const seconds = ((Date.now() - this.#began) / 1000).toFixed(1).padStart(6)
    console.log(`${seconds}s  ${who.padEnd(8, '　')} ${what}${took === undefined ? '' : `  (${took} ms)`}`)
  }
}

/** The parsed body of an answer that succeeded; throws what the node said otherwise. */
export function ok<T>({ status, body }: Answer<T>): T {
  if (status >= 200 && status < 300) return body
  const told = body as { number?: string; detail?: string; errors?: unknown }
  throw new Error(
    `${status} ${told.number ?? ''} ${told.detail ?? ''} ${told.errors ? JSON.stringify(told.errors) : ''}`.trim(),
  )
}

/** The number of the problem that an answer must be; throws where it succeeded. */
export function refused(answer: Answer<unknown>): string {
  const { number } = answer.body as { number?: string }
  if (answer.status < 400 || !number) throw new Error(`expected a refusal, got ${answer.status}`)
  return number
}

/** Ask again until there is an answer, at most `seconds`: partners and jobs take their moment. */
export async function eventually<T>(
  what: string,
  look: () => Promise<T | undefined>,
  seconds = 120,
): Promise<T> {
  const end = Date.now() + seconds * 1000
  for (;;) {
    const found = await look()
    if (found !== undefined) return found
    if (Date.now() > end) throw new Error(`not seen within ${seconds} s: ${what}`)
    await new Promise(resolve => setTimeout(resolve, 100))
  }
}

/** People who are signed in, each once a scene: idle sessions end when the clock is moved. */
export interface Cast {
  at(node: 'pukou' | 'hexian', username: string): Promise<Client>
  forget(): void
}

export function cast(places: Places): Cast {
  const signedIn = new Map<string, Promise<Client>>()
  return {
    at(node, username) {
      const key = `${node}/${username}`
      const known = signedIn.get(key) ?? signIn(places[node], places.provider, username)
      signedIn.set(key, known)
      return known
    },
    forget: () => signedIn.clear(),
  }
}

/** A whole case as this person sees it. */
export async function caseOf(client: Client, id: string): Promise<CaseView> {
  return ok(await client.get<CaseView>(`/api/cases/${id}`))
}

/** The case once somebody else's step has arrived. */
export function caseWhen(
  client: Client,
  id: string,
  what: string,
  holds: (view: CaseView) => boolean,
): Promise<CaseView> {
  return eventually(what, async () => {
    const answer = await client.get<CaseView>(`/api/cases/${id}`)
    return answer.status === 200 && holds(answer.body) ? answer.body : undefined
  })
}

/** Take a step on a case, seeing it first; answers how long the step itself took, in milliseconds. */
export async function step(
  client: Client,
  id: string,
  verb: string,
  body: Record<string, unknown> = {},
  parts: Record<string, unknown> = {},
): Promise<number> {
  const { seq } = await caseOf(client, id)
  const began = Date.now()
  ok(
    await client.post(`/api/cases/${id}/actions/${verb}`, {
      command: crypto.randomUUID(),
      seen: seq,
      body,
      parts,
    }),
  )
  return Date.now() - began
}

const clock = new Intl.DateTimeFormat('zh-CN', {
  ...{ timeZone: 'Asia/Shanghai', month: 'long', day: 'numeric', weekday: 'long' },
  ...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
})

/** An instant as people at the station say it: 3月10日星期二 16:30. */
export const inWords = (instant: string): string => clock.format(new Date(instant))
