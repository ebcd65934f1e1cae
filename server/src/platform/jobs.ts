import { CompiledQuery } from 'kysely'
import { type JobResult, PgBoss, type QueueOptions } from 'pg-boss'
import { lasting } from './database/lasting.ts'
import { longestDelay, setClocksRight } from './job-clock.ts'
import { beatEveryMs, sayAlive } from './job-watch.ts'
import type { Module } from './module.ts'
import type { Jobs, Node } from './node.ts'
import { spanned } from './tracing/spans.ts'
import { currentTrace } from './tracing/trace.ts'

const jobsOf = (modules: readonly Module[]) => modules.flatMap(m => Object.entries(m.jobs ?? {}))

/**
 * Work is given up by nobody: what follows a step by law must come, however long the fault lasts that keeps it away. It is
 * tried again after a second at first and every minute at last; the log names it each time.
 */
const persistence: QueueOptions = {
  retryLimit: 1_000_000,
  retryDelay: 1,
  retryBackoff: true,
  retryDelayMax: longestDelay,
  retentionSeconds: 365 * 86_400,
  // A worker that was killed says nothing more; ten seconds later another one takes its work.
  heartbeatSeconds: 10,
}

/** How often it is looked for work whose worker is gone, in seconds. */
const superviseIntervalSeconds = 5

/** Work is looked for twice a second and taken ten at a time; while there is that much, without a pause. */
const taking = {
  pollingIntervalSeconds: 0.5,
  batchSize: 10,
  burstWhenBatchFull: true,
  perJobResults: true,
} as const

/** One piece of work that fails is tried again alone, not with those taken beside it. */
const settledAs = (id: string) =>
  [
    (): JobResult => ({ id, status: 'completed' }),
    (err: Error): JobResult => ({ id, status: 'failed', output: { message: err.message } }),
  ] as const

/** The queue of one node (pg-boss in its own schema of the node's database). */
export function makeJobs(databaseUrl: string): Jobs & {
  start(): Promise<void>
  prepare(modules: readonly Module[]): Promise<void>
  work(node: Node, modules: readonly Module[]): Promise<void>
  stop(): Promise<void>
} {
  const boss = new PgBoss({
    ...lasting,
    connectionString: databaseUrl,
    max: 4,
    application_name: 'lianqiao-jobs',
    superviseIntervalSeconds,
    monitorIntervalSeconds: superviseIntervalSeconds,
  })
  // A lost connection is reported by the work that needed it; pg-boss reconnects by itself.
  boss.on('error', () => {})
  let beat: NodeJS.Timeout | undefined
  return {
    async send(tx, queue, data, options = {}) {
      const db = {
        executeSql: async (text: string, values: unknown[] = []) => {
          const { rows } = await tx.executeQuery(CompiledQuery.raw(text, values))
          return { rows: rows as never[] }
        },
      }
      // The trace goes with the work, for it is done elsewhere and later.
      const traceId = currentTrace()?.traceId
      await boss.send(queue, traceId ? { ...data, traceId } : data, { ...options, db })
    },
    async start() {
      await boss.start()
    },
    async prepare(modules) {
      for (const [queue, job] of jobsOf(modules)) {
        const options = { ...persistence, ...job.options }
        await boss.createQueue(queue, options)
        // One that an earlier version made keeps its old ways otherwise.
        await boss.updateQueue(queue, options)
      }
    },
    async work(node, modules) {
      await sayAlive(node)
      beat = setInterval(() => Promise.all([sayAlive(node), setClocksRight(node)]), beatEveryMs)
      for (const [queue, job] of jobsOf(modules)) {
        await boss.work(queue, taking, batch =>
          Promise.all(batch.map(({ id, data }) => doOne(node, queue, job.work, data).then(...settledAs(id)))),
        )
        if (job.cron) await boss.schedule(queue, job.cron, {}, { tz: 'Asia/Shanghai' })
      }
    },
    async stop() {
      clearInterval(beat)
      await boss.stop({ graceful: true, timeout: 5000 })
    },
  }
}

async function doOne(
  node: Node,
  queue: string,
  work: (node: Node, data: unknown) => Promise<void>,
  data: unknown,
): Promise<void> {
  const { traceId } = (data ?? {}) as { traceId?: string }
  const done = node.metrics.jobs.startTimer({ queue })
  await spanned(
    node.spans,
    queue,
    'consumer',
    async () => {
      try {
        await work(node, data)
        done({ outcome: 'done' })
      } catch (err) {
        done({ outcome: 'failed' })
        node.log.error({ err, queue }, 'queued work failed and is tried again')
        throw err
      }
    },
    traceId,
  )
}
