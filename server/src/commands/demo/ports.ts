import { createServer } from 'node:net'
import { problem } from '@lianqiao/model/problems/problem.ts'
import type { Given } from '../command.ts'
import { UsageError } from '../tell.ts'

/** Loopback ports of the demonstration, all told from one base. */
export interface Ports {
  provider: number
  database: number
  /** By jurisdiction, twenty apart. */
  nodes: ReadonlyMap<string, number>
}

/** From `--port-base`, 8300 where it is not given, for the nodes of `codes` in their order. Throws `UsageError` when it is no number that leaves room above it. */
export function portsOf({ flags }: Given, codes: readonly string[]): Ports {
  const given = flags['port-base'] ?? '8300'
  const base = Number(given)
  if (!/^\d+$/.test(String(given)) || base < 1024 || base > 65_000)
    throw new UsageError(
      '--port-base 须写 1024 到 65000 的数，例如 --port-base 9300',
      '--port-base takes a number from 1024 to 65000, e.g. --port-base 9300',
    )
  const nodes = new Map(codes.map((code, i) => [code, base + 20 * (i + 1)]))
  return { provider: base, database: base + 5, nodes }
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
