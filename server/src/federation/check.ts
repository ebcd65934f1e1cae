import { Problem } from '@lianqiao/model/problems/problem.ts'
import type { Check } from '../platform/checks.ts'
import type { Reading } from '../platform/metrics.ts'
import type { Node } from '../platform/node.ts'
import { directory } from './directory.ts'

/** The authority issues the next directory in good time; that it did not is told so many days before the end. */
const warnDays = 14

/** Without a valid directory no partner is known and no signature is proven. */
export async function checkDirectory(node: Node): Promise<Check[]> {
  const name = 'directory'
  try {
    const days = await daysLeft(node)
    if (days <= 0) return [{ name, state: 'failed', detail: 'expired' }]
    return [
      days < warnDays ? { name, state: 'warning', detail: `${Math.ceil(days)} d` } : { name, state: 'ok' },
    ]
  } catch (error) {
    if (error instanceof Problem) return [{ name, state: 'failed', detail: error.code }]
    throw error
  }
}

export async function readDirectory(node: Node): Promise<Reading[]> {
  const seconds = (await daysLeft(node)) * 86_400
  const name = 'lianqiao_directory_expires_seconds'
  return [{ name, help: 'Until the directory of nodes expires', value: seconds }]
}

async function daysLeft(node: Node): Promise<number> {
  const { expiresAt } = await directory(node)
  return (Date.parse(expiresAt) - Date.parse(node.time.now())) / 86_400_000
}
