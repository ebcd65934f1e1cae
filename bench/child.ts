import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

/** A process of the benchmark that answers questions. */
export interface Child {
  process: ChildProcess
  /** Send a question and wait for the next thing it says. Throws where it ends instead. */
  ask<T>(question: unknown): Promise<T>
  stop(): Promise<void>
}

const flags = ['--max-semi-space-size=8', '--heap-growing-percent=30']
const compiled = join(import.meta.dirname, '../node_modules/.cache/lianqiao/compiled')

/** Start a file of this folder as a process of its own. It says something once it stands. */
export async function start(file: string, argument: unknown): Promise<Child> {
  const child = fork(join(import.meta.dirname, file), [JSON.stringify(argument)], {
    // As nodes are started everywhere (`scripts/prepare.mjs`), and what a profile needs beside.
    execArgv: [...flags, ...(process.env.BENCH_NODE_FLAGS?.split(' ') ?? [])],
    env: { NODE_COMPILE_CACHE: compiled, ...process.env },
  })
  const next = async () => {
    const ended = new AbortController()
    const end = once(child, 'exit', { signal: ended.signal }).then(() => {
      throw new Error(`${file} ended`)
    })
    try {
      const [said] = (await Promise.race([once(child, 'message'), end])) as [unknown]
      return said
    } finally {
      end.catch(() => {})
      ended.abort()
    }
  }
  await next()
  return {
    process: child,
    async ask<T>(question: unknown) {
      const answer = next()
      child.send(question as never)
      return (await answer) as T
    },
    async stop() {
      if (child.exitCode !== null) return
      const exit = once(child, 'exit')
      child.send('stop')
      await exit
    },
  }
}

/** The other end, in the child: stand ready, answer each question, end when asked to. */
export function stand(answer: (question: unknown) => Promise<unknown>, stop = async () => {}): void {
  process.on('message', async question => {
    if (question !== 'stop') return process.send?.(await answer(question))
    await stop()
    process.disconnect?.()
  })
  // Also where the parent was killed.
  process.once('disconnect', () => process.exit())
  process.send?.('up')
}
