import { createServer } from 'node:net'
import { problem } from '@lianqiao/model/problems/problem.ts'
import type { Given } from '../command.ts'
import { UsageError } from '../tell.ts'

/** The two jurisdictions of the demonstration: 浦口 (江苏) and 和县 (安徽), at the two ends of 乌江大桥. */
export const demonstrated = ['320111', '340523'] as const
export type Demonstrated = (typeof demonstrated)[number]

/** Loopback ports of the demonstration, all told from one base. */
export interface Ports {
  provider: number
  database: number
  nodes: Record<Demonstrated, number>
}

/** `--port-base`, 8300 where it is not given. Throws `UsageError` when it is no number that leaves room above it. */
export function portsOf({ flags }: Given): Ports {
  const given = flags['port-base'] ?? '8300'
  const base = Number(given)
  if (!/^\d+$/.test(String(given)) || base < 1024 || base > 65_000)
    throw new UsageError('--port-base takes a number from 1024 to 65000, e.g. --port-base 9300')
  return { provider: base, database: base + 5, nodes: { '320111': base + 20, '340523': base + 40 } }
}

/** Where a node of the demonstration tells its measures: `/metrics` one above its own port. */
export const metricsPortOf = (port: number) => port + 1

/** Throws `port-taken` for the first port that another program holds. */
export async function checkPorts(ports: number[]): Promise<void> {
  for (const port of ports) {
    await new Promise<void>((resolve, reject) => {
      const server = createServer()
      server.once('error', (error: NodeJS.ErrnoException) =>
        reject(error.code === 'EADDRINUSE' ? problem('port-taken', { port }) : error),
      )
      server.listen(port, '127.0.0.1', () => server.close(() => resolve()))
    })
  }
}
