import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { Chance } from './chance.ts'
import type { Plan, Weather } from './plan.ts'
import type { Wishes } from './wishes.ts'

/** The public address of a node, with everything that can happen on the way to it. */
export interface Wire {
  /** From now on: the dice and the weather of a run, and who counts what people ask; undefined is a clear day. */
  weather(of: { chance: Chance; plan: Pick<Plan, 'between' | 'before'>; wishes: Wishes } | undefined): void
  /** Nothing from the partner arrives while it is cut. */
  cut: boolean
  /** Messages whose answer was corrupted: the alarm that their sender raises is as it should be. */
  readonly spoiled: ReadonlySet<string>
  /** How often each thing happened. */
  readonly happened: Map<keyof Weather, number>
  stop(): Promise<void>
}

interface Passing {
  method: string
  path: string
  headers: string[]
  body: Buffer
}
interface Came {
  status: number
  headers: string[]
  body: Buffer
}

const calm: Weather = { lost: 0, unanswered: 0, delayed: 0, doubled: 0, overtaken: 0, corrupted: 0 }
const wait = (ms: number) => new Promise<void>(resolve => setTimeout(resolve, ms))

/** @param target the port on which the node's own process listens now; undefined while none does */
export async function startWire(port: number, target: () => number | undefined): Promise<Wire> {
  const agent = new Agent({ keepAlive: true })
  const spoiled = new Set<string>()
  const happened: Wire['happened'] = new Map()
  const overtaking = new Set<() => void>()
  let now: Parameters<Wire['weather']>[0]

  const server = createServer((incoming, outgoing) => {
    pass(incoming, outgoing).catch(() => outgoing.destroy())
  })

  async function pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const message = await read(incoming)
    const partner = message.path.startsWith('/exchange/')
    if (partner && wire.cut) return void outgoing.destroy()
    const { chance, plan } = now ?? { chance: undefined, plan: { between: calm, before: calm } }
    now?.wishes.heard(message.method, message.path, message.body)
    // A client's wish may come twice only where it carries a command: what has none, a person looks at before he repeats it.
    const likely: Weather = partner ? plan.between : { ...calm, ...plan.before }
    const strikes = (what: keyof Weather) => {
      if (!chance?.happens(likely[what])) return false
      happened.set(what, (happened.get(what) ?? 0) + 1)
      return true
    }
    if (strikes('lost')) return void outgoing.destroy()
    if (strikes('delayed')) await wait(chance?.between(20, 600) ?? 0)
    if (strikes('overtaken')) await overtaken()
    const spoil = strikes('corrupted') && chance ? chance.one(['request', 'answer'] as const) : undefined
    if (spoil === 'request' && chance) corrupt(message, chance)
    const twice = (partner || message.body.includes('"command":')) && strikes('doubled')
    const second = twice ? forward(message).catch(() => undefined) : undefined
    const answer = await forward(message)
    await second
    for (const go of overtaking) go()
    if (strikes('unanswered')) return void outgoing.destroy()
    if (spoil === 'answer' && chance) {
      corrupt(answer, chance)
      for (const id of messageIds(message.body)) spoiled.add(id)
    }
    outgoing.writeHead(answer.status, answer.headers)
    outgoing.end(answer.body)
  }

  /** Until another message went past, or half a second. */
  async function overtaken(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    overtaking.add(resolve)
    await Promise.race([promise, wait(500)])
    overtaking.delete(resolve)
  }

  function forward({ method, path, headers, body }: Passing): Promise<Came> {
    return new Promise((resolve, reject) => {
      const to = target()
      if (to === undefined) return reject(new Error('nobody listens'))
      const outgoing = request({ agent, host: '127.0.0.1', port: to, method, path, headers }, incoming => {
        readBody(incoming).then(
          body =>
            resolve({ status: incoming.statusCode ?? 502, headers: endToEnd(incoming.rawHeaders), body }),
          reject,
        )
      })
      outgoing.once('error', reject)
      outgoing.end(body)
    })
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const wire: Wire = {
    weather: of => {
      now = of
    },
    cut: false,
    spoiled,
    happened,
    stop: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
        agent.destroy()
      }),
  }
  return wire
}

/**
 * Headers without those of one hop: how long the node would keep its connection says nothing of ours, and who believed it would
 * write into one that we have just closed.
 */
function endToEnd(headers: string[]): string[] {
  return headers.filter((_, i) => !/^(connection|keep-alive)$/i.test(headers[i - (i % 2)] ?? ''))
}

async function read(incoming: IncomingMessage): Promise<Passing> {
  const { method = 'GET', url: path = '/', rawHeaders: headers } = incoming
  return { method, path, headers, body: await readBody(incoming) }
}

async function readBody(incoming: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of incoming) parts.push(part)
  return Buffer.concat(parts)
}

/** Another letter in the body, or in the HTTP signature. */
function corrupt(message: { headers: string[]; body: Buffer }, chance: Chance): void {
  const signature = message.headers.findIndex((text, i) => i % 2 === 1 && /^sig=:/i.test(text))
  if (signature < 0 || chance.happens(0.7)) {
    if (message.body.length === 0) return
    const at = chance.between(0, message.body.length - 1)
    message.body[at] = (message.body[at] ?? 0) ^ 1
    return
  }
  const text = message.headers[signature] ?? ''
  const at = chance.between(5, text.length - 2)
  message.headers[signature] = `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`
}

/** The ids in the payloads of a letter, or of the letters in a bag: a line each, a compact JWS whose second part is its payload. */
function messageIds(body: Buffer): string[] {
  return body
    .toString('latin1')
    .split('\n')
    .flatMap(jws => {
      try {
        const { id } = JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString()) as {
          id?: string
        }
        return id ? [id] : []
      } catch {
        return []
      }
    })
}
