import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { PgBoss } from 'pg-boss'
import type { TestProject } from 'vitest/node'
import { startEmbedded } from '../../server/src/platform/database/embedded.ts'
import { migrate } from '../../server/src/platform/database/migrate.ts'
import { freePort } from '../../server/src/platform/net.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** URL of the cluster's own database `postgres`; test databases are copies of `template`. */
    postgres: string
  }
}

/** Name of the migrated database that every test database is a copy of. */
export const template = 'lianqiao_template'

interface Cluster {
  url: Promise<string>
  users: number
  stop(): Promise<void>
}

/** Projects are set up one by one in this process; they share the cluster through the global object. */
const shared = globalThis as { lianqiaoTestCluster?: Cluster }

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  shared.lianqiaoTestCluster ??= startCluster()
  const cluster = shared.lianqiaoTestCluster
  cluster.users++
  project.provide('postgres', await cluster.url)
  return async () => {
    if (--cluster.users > 0) return
    delete shared.lianqiaoTestCluster
    await cluster.stop()
  }
}

/** One PostgreSQL for the run, without durability: a crash of the machine only loses tests. */
function startCluster(): Cluster {
  let stop = async () => {}
  const start = async () => {
    const folder = await mkdtemp(join(tmpdir(), 'lianqiao-test-'))
    // As root, PostgreSQL runs as another user, who must be able to enter the folder.
    await chmod(folder, 0o755)
    const server = await startEmbedded({
      folder: join(folder, 'pg'),
      port: await freePort(),
      password: randomBytes(12).toString('hex'),
      flags: ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=1000'].flatMap(
        setting => ['-c', setting],
      ),
    })
    stop = async () => {
      await server.stop()
      // A server that is slow to go writes its last files meanwhile.
      await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 })
    }
    const url = await server.database(template)
    await migrate(url)
    await prepareJobs(url)
    return server.database('postgres')
  }
  return { url: start(), users: 0, stop: () => stop() }
}

/** The job queue's own schema, so that a node on a copy need not make it. */
async function prepareJobs(url: string): Promise<void> {
  const boss = new PgBoss({ connectionString: url, supervise: false, schedule: false })
  await boss.start()
  await boss.stop({ graceful: false })
  // A template must have no open session when it is copied.
  const client = new pg.Client({ connectionString: url.replace(/[^/]+$/, 'postgres') })
  await client.connect()
  await client.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [template])
  await client.end()
}
