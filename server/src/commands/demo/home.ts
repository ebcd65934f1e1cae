import { randomBytes } from 'node:crypto'
import { mkdir, readdir, readFile, rm, stat, statfs, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { problem } from '@lianqiao/model/problems/problem.ts'
import { z } from 'zod'
import { stopLeftBehind } from '../../platform/database/embedded.ts'
import { isRunning } from '../../platform/processes.ts'
import { writeWhole } from '../../platform/whole-file.ts'

/** Free space in bytes below which the demonstration does not begin: two databases and their logs, with room to play. */
const leastFree = 500 * 1024 * 1024

/** What the demonstration makes once and keeps, in `home.json` (600). The file also marks the folder as ours. */
const Secrets = z.object({
  madeBy: z.literal('lianqiao'),
  /** When; the keys of the demonstration count from here. */
  madeAt: z.iso.datetime(),
  databasePassword: z.string(),
  clientSecrets: z.record(z.string(), z.string()),
})
type Secrets = z.infer<typeof Secrets>

export interface Home {
  path: string
  secrets: Secrets
  /** Absolute path of something in it. */
  at(...parts: string[]): string
  /** Let another process have it. */
  release(): Promise<void>
}

/** The data folder: LIANQIAO_HOME, or `.lianqiao` in the project. */
export function homePath(): string {
  return resolve(process.env.LIANQIAO_HOME || join(import.meta.dirname, '../../../../.lianqiao'))
}

/**
 * Open the data folder, making it at the first time, and hold it against a second process.
 *
 * @param options.fresh begin anew: everything in the folder is deleted, if it is ours
 * @throws Problem `home-in-use`, `home-foreign`, `disk-full`, `no-right`; other system errors as they are
 */
export async function openHome(options: { fresh: boolean; clients: readonly string[] }): Promise<Home> {
  const path = homePath()
  await makeFolder(path)
  const at = (...parts: string[]) => join(path, ...parts)
  const known = await readFile(at('home.json'), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
    return undefined
  })
  if (known === undefined && (await readdir(path)).length > 0) throw problem('home-foreign', { path })
  await hold(path)
  if (options.fresh) await clear(path)
  const { bavail, bsize } = await statfs(path)
  if (bavail * bsize < leastFree) throw problem('disk-full', { path })
  const made = makeSecrets(options.clients)
  const kept = known === undefined || options.fresh ? made : Secrets.parse(JSON.parse(known))
  // A jurisdiction that came since is given its own.
  const secrets = { ...kept, clientSecrets: { ...made.clientSecrets, ...kept.clientSecrets } }
  await writeWhole(at('home.json'), `${JSON.stringify(secrets, null, 2)}\n`)
  return { path, secrets, at, release: () => rm(at(lock), { force: true }) }
}

/** The folder of a demonstration that was started before, running or not. Throws `home-missing` where there is none. */
export async function findHome(): Promise<Omit<Home, 'release'>> {
  const path = homePath()
  const known = await readFile(join(path, 'home.json'), 'utf8').catch(() => {
    throw problem('home-missing', { path })
  })
  return { path, secrets: Secrets.parse(JSON.parse(known)), at: (...parts) => join(path, ...parts) }
}

async function clear(path: string): Promise<void> {
  await stopLeftBehind(join(path, databaseFolder))
  for (const name of await readdir(path)) if (name !== lock) await rm(join(path, name), { recursive: true })
}

async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true })
    // Others may pass through it (PostgreSQL runs as another user where we are root), not look around.
    await mkdir(path, { mode: 0o711 })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOSPC') throw problem('disk-full', { path })
    if (code !== 'EEXIST') throw problem('no-right', { path })
    if (!(await stat(path)).isDirectory()) throw problem('home-foreign', { path })
  }
}

/** Where in it the database cluster lies. */
export const databaseFolder = 'postgres'
const lock = 'running.pid'

/** One process at a time: two would share one database cluster and each stop the other's. */
async function hold(path: string): Promise<void> {
  const file = join(path, lock)
  const pid = Number(await readFile(file, 'utf8').catch(() => '0'))
  if (pid && pid !== process.pid && (await isRunning(pid, 'main.ts')))
    throw problem('home-in-use', { path, pid })
  await writeFile(file, String(process.pid))
}

function makeSecrets(clients: readonly string[]): Secrets {
  return {
    madeBy: 'lianqiao',
    madeAt: new Date().toISOString(),
    databasePassword: randomBytes(18).toString('base64url'),
    clientSecrets: Object.fromEntries(clients.map(id => [id, randomBytes(24).toString('base64url')])),
  }
}
