import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'

const main = join(import.meta.dirname, '../../server/src/main.ts')

/** Our command line, running as a process of its own. */
export interface Program {
  process: ChildProcess
  /** Everything it said until now. */
  said(): string
  /** Resolves when it has said `text`; rejects when it ends before. */
  says(text: string): Promise<void>
  /** Resolves to its exit code. */
  ended: Promise<number | null>
}

/** Run `node server/src/main.ts …args` with some environment. */
export function startProgram(args: string[], env: Record<string, string> = {}): Program {
  const child = spawn(process.execPath, [main, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  const listeners = new Set<() => void>()
  const hear = (chunk: string) => {
    said += chunk
    for (const listen of listeners) listen()
  }
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', hear)
  const ended = new Promise<number | null>(resolve => child.on('close', resolve))
  return {
    process: child,
    said: () => said,
    ended,
    says: text =>
      new Promise((resolve, reject) => {
        const look = () => said.includes(text) && resolve()
        listeners.add(look)
        look()
        ended.then(code => reject(new Error(`ended with ${code} without saying “${text}”: ${said}`)))
      }),
  }
}
