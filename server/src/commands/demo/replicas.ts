import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Config } from '../../platform/config.ts'
import { startRoundRobin } from './round-robin.ts'

/** What a replica is told when it starts, by its parent and not on the command line: it holds secrets. */
export interface Order {
  config: Config
  clockFile: string
}

/** Several processes that are one node, behind the node's own address. */
export interface Replicas {
  /** Those that stand now. */
  processes(): ChildProcess[]
  stop(): Promise<void>
}

/** How long a replica that died at once waits before it is started again, in milliseconds. */
const pause = 500

/** After how long one that did not end is ended, in milliseconds. */
const patience = 4000

/**
 * Run `count` replicas that serve and work, each on a free port, and share the node's port among them in turn. One that
 * dies is started again. Resolves when all stand.
 */
export async function startReplicas(order: Order, count: number): Promise<Replicas> {
  const { host, port } = order.config
  const standing = new Map<ChildProcess, number>()
  const children = new Set<ChildProcess>()
  let stopping = false

  /** Resolves when it stands, rejects when it ends before. */
  const launch = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const child = fork(join(import.meta.dirname, 'replica.ts'), { serialization: 'json' })
      children.add(child)
      child.send({ ...order, config: { ...order.config, port: 0 } } satisfies Order)
      child.once('message', (said: { port: number }) => {
        standing.set(child, said.port)
        resolve()
      })
      child.once('exit', code => {
        const stood = standing.delete(child)
        children.delete(child)
        if (stopping) return resolve()
        if (!stood) return reject(new Error(`a replica ended with ${code} before it stood`))
        again()
      })
    })
  const again = () => {
    if (!stopping) launch().catch(() => setTimeout(again, pause))
  }

  const stop = async () => {
    stopping = true
    await Promise.all([...children].map(end))
  }
  try {
    await Promise.all(Array.from({ length: count }, launch))
    const door = await startRoundRobin({ host, port }, () => [...standing.values()])
    return {
      processes: () => [...standing.keys()],
      stop: () => Promise.all([door.stop(), stop()]).then(() => {}),
    }
  } catch (error) {
    await stop()
    throw error
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  const late = setTimeout(() => child.kill('SIGKILL'), patience)
  await ended
  clearTimeout(late)
}
