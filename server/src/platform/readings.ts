import { poolState } from './database/database.ts'
import { queuedWork, workerSilence } from './job-watch.ts'
import type { Reading } from './metrics.ts'
import type { Module } from './module.ts'
import type { Node } from './node.ts'

/** Everything that is read when the metrics are asked for: the platform's own, and what each module adds. */
export async function readingsOf(node: Node, modules: readonly Module[]): Promise<Reading[]> {
  const { open, idle, waiting } = poolState(node.db)
  const pool = (state: string, value: number): Reading => ({
    name: 'lianqiao_database_connections',
    help: 'Connections of this process to the database by state; waiting: work that has none',
    labels: { state },
    value,
  })
  const own = [pool('busy', open - idle), pool('idle', idle), pool('waiting', waiting)]
  const parts = [jobs, ...modules.flatMap(module => module.read ?? [])]
  const read = await Promise.all(
    parts.map(part =>
      part(node).catch((err): Reading[] => {
        node.log.warn({ err }, 'a part of the metrics could not be read')
        return []
      }),
    ),
  )
  return [...own, ...read.flat()]
}

async function jobs({ db }: Node): Promise<Reading[]> {
  const silence = await workerSilence(db)
  const queues = (await queuedWork(db)).flatMap(({ queue, waiting, active, failed, oldestSeconds }) => [
    ...Object.entries({ waiting, active, failed }).map(
      ([state, value]): Reading => ({
        name: 'lianqiao_jobs',
        help: 'Queued work by queue and state',
        labels: { queue, state },
        value,
      }),
    ),
    {
      name: 'lianqiao_jobs_oldest_seconds' as const,
      help: 'Age of the oldest queued work that waits',
      labels: { queue },
      value: oldestSeconds,
    },
  ])
  if (silence === undefined) return queues
  const name = 'lianqiao_worker_silence_seconds'
  return [...queues, { name, help: 'Since a worker of this node last said that it is alive', value: silence }]
}
