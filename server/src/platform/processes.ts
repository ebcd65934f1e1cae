import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'

/**
 * Whether the process of that number runs and its command line holds `text`. The number in a left-behind lock file may
 * belong to any process by now, or to one that has ended and waits for its parent.
 */
export async function isRunning(pid: number, text: string): Promise<boolean> {
  const command = existsSync('/proc/self/cmdline')
    ? readFile(`/proc/${pid}/cmdline`, 'utf8')
    : promisify(execFile)('ps', ['-o', 'command=', '-p', String(pid)]).then(({ stdout }) => stdout)
  return command.then(
    line => line.includes(text),
    () => false,
  )
}
