/** The load generator, in a process of its own: asks a node over HTTP from many connections at once, and keeps the times. */
import { Agent, request } from 'node:http'
import { stand } from './child.ts'
import { type Ask, requestsOf } from './requests.ts'

/** What to ask, how long, from how many connections; each connection carries one of the sessions, or none. */
export interface Load {
  /** Processes of one node; each connection stays with one, as a load balancer would keep it. */
  urls: string[]
  ask: Ask
  seconds: number
  connections: number
  sessions: { cookie: string; csrf: string }[]
  /** Requests after which it ends, however much time is left. */
  most?: number
  /**
   * Ask so often in a second, whether or not what was asked before is answered: people come when they come. A request that
   * found no connection free waited from the moment when it was due.
   */
  perSecond?: number
}

/** How it went; times in milliseconds. `answers` are those of the first thousand requests. */
export interface Measured {
  done: number
  failed: number
  firstFailure: string | undefined
  seconds: number
  p50: number
  p95: number
  p99: number
  answers: unknown[]
}

async function run({ urls, ask, seconds, connections, sessions, ...load }: Load): Promise<Measured> {
  const { most = Infinity, perSecond = Infinity } = load
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const next = requestsOf(ask)
  const times: number[] = []
  const answers: unknown[] = []
  let [begun, failed] = [0, 0]
  let firstFailure: string | undefined
  const began = performance.now()
  const until = began + seconds * 1000
  const connection = async (index: number) => {
    const session = sessions[index % Math.max(1, sessions.length)]
    const url = urls[index % urls.length] ?? ''
    const headers = session ? { cookie: session.cookie, 'x-csrf-token': session.csrf } : {}
    while (performance.now() < until && begun++ < most) {
      const due = Number.isFinite(perSecond) ? began + (begun * 1000) / perSecond : performance.now()
      await pause(due - performance.now())
      const { method, path, body } = next()
      const { status, text } = await send(agent, `${url}${path}`, method, headers, body)
      times.push(performance.now() - due)
      if (status !== 200) {
        failed += 1
        firstFailure ??= `${method} ${path}: ${status} ${text.slice(0, 300)}`
      } else if (answers.length < 1000) answers.push(JSON.parse(text))
    }
  }
  await Promise.all(Array.from({ length: connections }, (_, index) => connection(index)))
  agent.destroy()
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
  const done = times.length - failed
  const took = (performance.now() - began) / 1000
  return { done, failed, firstFailure, seconds: took, p50: at(0.5), p95: at(0.95), p99: at(0.99), answers }
}

const pause = (ms: number) => (ms > 0 ? new Promise<void>(resolve => setTimeout(resolve, ms)) : undefined)

function send(
  agent: Agent,
  url: string,
  method: string,
  headers: Record<string, string>,
  body: unknown,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const bytes = body === undefined ? undefined : Buffer.from(JSON.stringify(body))
    const sending = request(
      url,
      {
        agent,
        method,
        headers: bytes
          ? { ...headers, 'content-type': 'application/json', 'content-length': bytes.length }
          : headers,
      },
      response => {
        const parts: Buffer[] = []
        response.on('data', part => parts.push(part))
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString() }),
        )
        response.on('error', reject)
      },
    )
    sending.on('error', reject)
    sending.end(bytes)
  })
}

stand(question => run(question as Load))
