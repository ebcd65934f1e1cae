import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import type { Pace } from '../../server/src/exchange/index.ts'
import type { Duty } from '../../server/src/node.ts'
import type { Config } from '../../server/src/platform/config.ts'
import { type EmbeddedDatabase, startEmbedded } from '../../server/src/platform/database/embedded.ts'
import { postgresPrograms } from '../../server/src/platform/database/postgres-programs.ts'
import { writeWhole } from '../../server/src/platform/whole-file.ts'
import { type Disk, mountDisk } from './disk.ts'
import type { Order } from './process.ts'

/** Fast enough that a run takes seconds: what takes a minute in earnest takes some seconds here. */
const pace: Partial<Pace> = {
  retryBaseMs: 40,
  retryCapMs: 1000,
  timeoutMs: 2000,
  leaseMs: 4000,
  pollMs: 200,
}

/** A database of its own for one node, on a disk of its own where that can be had. */
export interface Store {
  url: string
  /** Undefined where no disk can be filled here. */
  disk: Disk | undefined
  /** Hurt it for a while, then see that it runs again; one fault after the other. */
  befall(fault: 'database' | 'disk', forMs: number): Promise<void>
  query<Row extends object>(sql: string, values?: unknown[]): Promise<Row[]>
  stop(): Promise<void>
}

export async function startStore(
  folder: string,
  options: { port: number; password: string; name: string },
): Promise<Store> {
  const { port, password, name } = options
  const disk = await mountDisk(folder)
  if (!disk) await mkdir(folder, { recursive: true })
  const cluster = join(folder, 'postgres')
  const flags = ['max_wal_size=64MB', 'min_wal_size=32MB', 'log_min_messages=fatal'].flatMap(s => ['-c', s])
  const start = () => startEmbedded({ folder: cluster, port, password, flags })
  const programs = await postgresPrograms(folder)
  // A rig that is interrupted leaves neither server nor disk behind.
  const endNow = () => {
    programs.runNow('pg_ctl', ['stop', '--wait', '--mode=immediate', '-D', cluster])
    disk?.unmountNow()
  }
  process.once('exit', endNow)
  let running: EmbeddedDatabase = await start()
  const url = await running.database(name)
  let pool = makePool(url)
  let last: Promise<void> = Promise.resolve()
  async function ensure(): Promise<void> {
    if ((await programs.run('pg_ctl', ['status', '-D', cluster])).code === 0) return
    await running.stop()
    running = await start()
    await pool.end()
    pool = makePool(url)
  }
  return {
    url,
    disk,
    befall(fault, forMs) {
      last = last.then(async () => {
        if (fault === 'disk') await disk?.fill()
        else await programs.run('pg_ctl', ['stop', '--wait', '--mode=immediate', '-D', cluster])
        await new Promise(resolve => setTimeout(resolve, forMs))
        if (fault === 'disk') await disk?.free()
        await ensure()
      })
      return last
    },
    query: async (sql, values) => (await pool.query(sql, values)).rows,
    async stop() {
      process.off('exit', endNow)
      await pool.end()
      await running.stop()
      await disk?.unmount()
    },
  }
}

function makePool(url: string): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max: 2 })
  pool.on('error', () => {})
  return pool
}

/** One node as processes that can be killed: one that serves and one that works, each started again when it ends. */
export interface Processes {
  /** Where the serving one listens; undefined while it does not. */
  port(): number | undefined
  kill(duty: Duty): void
  /** Resolves when both stand. */
  standing(): Promise<void>
  stop(): Promise<void>
}

/** How long a process that could not start waits before the next try, in milliseconds: its database may be away. */
const pause = 300

export function startProcesses(config: Config, clockFile: string, cache: string): Processes {
  const now: Record<Duty, ChildProcess | undefined> = { serve: undefined, work: undefined }
  const ports = new Map<ChildProcess, number>()
  let stopping = false

  function launch(duty: Duty): void {
    const child = fork(join(import.meta.dirname, 'process.ts'), {
      stdio: ['ignore', 'ignore', process.env.FAULTS_TELL ? 'inherit' : 'ignore', 'ipc'],
      // Most of a start is reading our own sources; what was read once is kept.
      env: { ...process.env, NODE_COMPILE_CACHE: cache },
    })
    now[duty] = child
    child.send({ config: { ...config, port: 0 }, duty, clockFile, pace } satisfies Order)
    child.on('message', ({ port }: { port: number }) => ports.set(child, port))
    child.once('exit', () => {
      const stood = ports.delete(child)
      if (!stopping) setTimeout(() => !stopping && launch(duty), stood ? 0 : pause)
    })
  }
  launch('serve')
  launch('work')

  const stands = (duty: Duty) => now[duty] !== undefined && ports.has(now[duty])
  return {
    port: () => now.serve && ports.get(now.serve),
    kill: duty => void now[duty]?.kill('SIGKILL'),
    async standing() {
      while (!stands('serve') || !stands('work')) await new Promise(resolve => setTimeout(resolve, 50))
    },
    async stop() {
      stopping = true
      await Promise.all(Object.values(now).map(end))
    },
  }
}

async function end(child: ChildProcess | undefined): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
}

/**
 * A clock that the rig moves: its lead over the wall, in milliseconds. It is put in place whole: who reads it while it is
 * written would read nothing, and nothing is the wall's own time.
 */
export async function moveClock(file: string, lead: number): Promise<void> {
  await writeWhole(file, String(lead))
}
