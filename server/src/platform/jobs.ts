import { CompiledQuery } from 'kysely'
import { PgBoss } from 'pg-boss'
import type { Module } from './module.ts'
import type { Jobs, Node } from './node.ts'

const jobsOf = (modules: readonly Module[]) => modules.flatMap(m => Object.entries(m.jobs ?? {}))

/** The queue of one node (pg-boss in its own schema of the node's database). */
export function makeJobs(databaseUrl: string): Jobs & {
  start(): Promise<void>
  prepare(modules: readonly Module[]): Promise<void>
  work(node: Node, modules: readonly Module[]): Promise<void>
  stop(): Promise<void>
} {
  const boss = new PgBoss({ connectionString: databaseUrl, max: 4, application_name: 'lianqiao-jobs' })
  // A lost connection is reported by the work that needed it; pg-boss reconnects by itself.
  boss.on('error', () => {})
  return {
    async send(tx, queue, data, options = {}) {
      const db = {
        executeSql: async (text: string, values: unknown[] = []) => {
          const { rows } = await tx.executeQuery(CompiledQuery.raw(text, values))
          return { rows: rows as never[] }
        },
      }
      await boss.send(queue, data, { ...options, db })
    },
    async start() {
      await boss.start()
    },
    async prepare(modules) {
      for (const [queue, job] of jobsOf(modules))
        await boss.createQueue(queue, { retryLimit: 10, retryBackoff: true, retryDelay: 1, ...job.options })
    },
    async work(node, modules) {
      for (const [queue, job] of jobsOf(modules)) {
        await boss.work(queue, { pollingIntervalSeconds: 0.5 }, async batch => {
          for (const { data } of batch) await job.work(node, data)
        })
        if (job.cron) await boss.schedule(queue, job.cron, {}, { tz: 'Asia/Shanghai' })
      }
    },
    stop: () => boss.stop({ graceful: true, timeout: 5000 }),
  }
}
