import { type Answer, type Client, signIn } from '../client.ts'
import type { Code } from './codes.ts'
import type { Stage } from './stage.ts'

/** What a node refused by a rule; not a fault that passes. */
export class Refusal extends Error {
  readonly code: string
  constructor(path: string, { status, body }: Answer<unknown>) {
    const told = body as { code?: string; detail?: string; errors?: unknown }
    super(`${path}: ${status} ${told.code ?? ''} ${told.detail ?? ''} ${JSON.stringify(told.errors ?? '')}`)
    this.code = told.code ?? String(status)
  }
}

/** How long somebody goes on trying before a run has failed, in milliseconds. */
const patience = 240_000
/** How long one try may take, in milliseconds. */
const oneTry = 30_000
const pause = 120

/** Codes that say: not now, or not with this sign-in. */
const passing = [
  'csrf',
  'sign-in-needed',
  'too-many-requests',
  'peer-unreachable',
  'query-timeout',
  'message-invalid',
]

/** Try again until it works; a `Refusal` is an answer and ends it. */
export async function persist<T>(what: string, attempt: () => Promise<T>): Promise<T> {
  const end = performance.now() + patience
  let last: unknown
  do {
    try {
      return await within(attempt())
    } catch (error) {
      if (error instanceof Refusal && !passing.includes(error.code)) throw error
      last = error
    }
    await new Promise(resolve => setTimeout(resolve, pause))
  } while (performance.now() < end)
  throw new Error(`not within ${patience / 1000} s: ${what}: ${(last as Error)?.message}`, { cause: last })
}

function within<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer')), oneTry)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}

/**
 * Somebody at a node who does not give up: a call that got no answer is made again to the letter, with the same command;
 * who was signed out signs in again.
 */
export interface Patient {
  get<T>(path: string): Promise<T>
  post<T>(path: string, body: unknown): Promise<T>
  put<T>(path: string, body: unknown): Promise<T>
  /** The file to the byte. */
  bytes(path: string): Promise<Uint8Array>
}

export function makePatient(stage: Stage, code: Code, username: string): Patient {
  const url = stage.sides[code].config.publicUrl
  let signedIn: Client | undefined
  const call = async <T>(path: string, ask: (client: Client) => Promise<Answer<T>>): Promise<T> =>
    persist(`${username} ${path}`, async () => {
      signedIn ??= await signIn(url, stage.provider, username)
      const answer = await ask(signedIn)
      if (answer.status < 300) return answer.body
      const { code } = answer.body as { code?: string }
      if (code === 'sign-in-needed' || code === 'csrf') signedIn = undefined
      if (answer.status >= 500) throw new Error(`${answer.status} ${code}`)
      throw new Refusal(path, answer)
    })
  return {
    get: path => call(path, client => client.get(path)),
    post: (path, body) => call(path, client => client.post(path, body)),
    put: (path, body) => call(path, client => client.put(path, body)),
    bytes: path =>
      call(path, async client => {
        const response = await client.browser(`${url}${path}`)
        const body = new Uint8Array(await response.arrayBuffer())
        const json = () => JSON.parse(new TextDecoder().decode(body))
        return { status: response.status, body: response.ok ? body : json(), headers: response.headers }
      }),
  }
}

/** Somebody without a session: the number machine, a resident's telephone. */
export async function anyone<T>(url: string, body: unknown): Promise<T> {
  return persist(url, async () => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    const answer = { status: response.status, body: await response.json(), headers: response.headers }
    if (response.ok) return answer.body as T
    if (response.status >= 500) throw new Error(String(response.status))
    throw new Refusal(url, answer)
  })
}
