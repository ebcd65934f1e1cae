import { existsSync } from 'node:fs'
import { chown, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { problem } from '@lianqiao/model/problems/problem.ts'
import pg from 'pg'
import { freePort } from '../net.ts'
import { isRunning } from '../processes.ts'
import { type Finished, type PostgresPrograms, postgresPrograms } from './postgres-programs.ts'

/** A PostgreSQL of our own in a folder, for the demonstration and the tests; production names its own by DATABASE_URL. */
export interface EmbeddedDatabase {
  /** Connection URL of a database in it; the database is made if it does not exist. */
  database(name: string): Promise<string>
  stop(): Promise<void>
}

/**
 * Start (and at the first time initialise) a cluster in `folder` on `port`, listening on loopback and at a socket in the
 * folder, by which its URLs lead. A server that a killed process left behind in the folder is stopped first.
 *
 * It runs apart from us (`pg_ctl`), so that a Ctrl-C, which the terminal sends to the whole group, leaves it up until the
 * nodes have finished with it.
 *
 * @throws Problem `port-taken`, `disk-full`, `no-right`
 */
export async function startEmbedded(options: {
  folder: string
  port: number
  password: string
  /** Server settings, `-c name=value`; tests give up durability for speed, the demonstration never does. */
  flags?: string[]
}): Promise<EmbeddedDatabase> {
  const { folder, port, password, flags = [] } = options
  await mkdir(dirname(folder), { recursive: true })
  const programs = await postgresPrograms(dirname(folder))
  if (!existsSync(join(folder, 'PG_VERSION'))) await initialise(programs, folder, password)
  await stopLeftBehind(folder)
  const log = join(folder, 'server.log')
  await rm(log, { force: true })
  const host = hostOf(folder, port)
  // Its working folder is the cluster's: so no path is written out in words that a shell reads.
  const socket = host === loopback ? "unix_socket_directories=''" : 'unix_socket_directories=.'
  const settings = ['-p', String(port), '-h', loopback, '-c', socket, ...flags]
  // What it has to make good again after a kill takes its time on a machine that does much else.
  const started = await programs.run('pg_ctl', [
    ...['start', '--wait', '--timeout=300', '-D', folder, '-l', log],
    ...['-o', settings.join(' ')],
  ])
  if (started.code !== 0) {
    const said = await readFile(log, 'utf8').catch(() => '')
    throw asProblem({ ...started, text: started.text + said }, folder, port)
  }
  const stopAtExit = () => programs.runNow('pg_ctl', ['stop', '--no-wait', '--mode=fast', '-D', folder])
  process.once('exit', stopAtExit)
  return {
    database: databaseIn({ host, port }, password),
    async stop() {
      process.off('exit', stopAtExit)
      await stopServer(programs, folder)
    },
  }
}

/**
 * Use the cluster in `folder`: the server that runs there, which goes on running afterwards, or one of our own. That one
 * listens wherever there is room: nobody else looks for it, and its usual port may be another demonstration's.
 */
export async function openEmbedded(options: { folder: string; password: string }): Promise<EmbeddedDatabase> {
  const running = await runningServer(options.folder)
  if (!running) return startEmbedded({ ...options, port: await freePort() })
  return { database: databaseIn(running, options.password), stop: async () => {} }
}

/** Where a server listens: an address, or the folder of its socket. */
interface Place {
  host: string
  port: number
}

const loopback = '127.0.0.1'

/** Longest path of a socket in bytes, where it is shortest (`sun_path` of macOS with its closing zero). */
const longestSocket = 103

/**
 * The cluster's own folder, which nobody else may enter, holds the socket: a statement by it costs the processor less
 * than over loopback. Deep down in folders, where its path would be too long, loopback remains.
 */
function hostOf(folder: string, port: number): string {
  const fits = Buffer.byteLength(join(folder, `.s.PGSQL.${port}`)) <= longestSocket
  return fits && process.platform !== 'win32' ? folder : loopback
}

function databaseIn({ host, port }: Place, password: string): EmbeddedDatabase['database'] {
  const place = `${encodeURIComponent(host)}:${port}`
  const url = (name: string) => `postgres://lianqiao:${encodeURIComponent(password)}@${place}/${name}`
  return async name => {
    await makeDatabase(url('postgres'), name)
    return url(name)
  }
}

async function initialise(programs: PostgresPrograms, folder: string, password: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  // initdb takes the password from a file only.
  const secret = `${folder}.password`
  await writeFile(secret, password, { mode: 0o600 })
  try {
    if (programs.user)
      for (const path of [folder, secret]) await chown(path, programs.user.uid, programs.user.gid)
    const made = await programs.run('initdb', [
      ...[`--pgdata=${folder}`, '--username=lianqiao', `--pwfile=${secret}`, '--auth=scram-sha-256'],
      // Sorted by code point, the same on every machine; the character classes of Unicode, so that trigrams know Chinese.
      ...['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
      `--lc-ctype=${process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8'}`,
    ])
    if (made.code === 0) return
    // Half a cluster would be taken for a whole one at the next start.
    await rm(folder, { recursive: true, force: true })
    throw asProblem(made, folder, 0)
  } finally {
    await rm(secret, { force: true })
  }
}

/** End the server of a process that was killed, and take away the lock of one that died with its machine. */
export async function stopLeftBehind(folder: string): Promise<void> {
  if (await runningServer(folder)) await stopServer(await postgresPrograms(dirname(folder)), folder)
  // After a restart of the machine its number may belong to any process; PostgreSQL would then refuse to start.
  else await rm(lockOf(folder), { force: true })
}

const lockOf = (folder: string) => join(folder, 'postmaster.pid')

/** The server that runs on the cluster, by its lock file: process number in line 1, port in line 4, folder of its socket in 5. */
async function runningServer(folder: string): Promise<Place | undefined> {
  const lines = (await readFile(lockOf(folder), 'utf8').catch(() => '')).split('\n')
  const pid = Number(lines[0])
  if (!(pid > 0 && (await isRunning(pid, 'postgres')))) return undefined
  return { host: lines[4] ? folder : loopback, port: Number(lines[3]) }
}

async function stopServer(programs: PostgresPrograms, folder: string): Promise<void> {
  const stop = (mode: string, seconds: number) =>
    programs.run('pg_ctl', ['stop', '--wait', `--timeout=${seconds}`, `--mode=${mode}`, '-D', folder])
  // `immediate` loses nothing: the next start recovers from the log.
  if ((await stop('fast', 6)).code !== 0) await stop('immediate', 3)
}

async function makeDatabase(url: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [name])
    if (found.rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`)
  } finally {
    await client.end()
  }
}

/** What the programs said (in English: `LC_ALL=C`) as a sentence for people. */
function asProblem({ text }: Finished, folder: string, port: number): Error {
  if (/No space left on device/.test(text)) return problem('disk-full', { path: folder })
  if (/Permission denied|Operation not permitted/.test(text)) return problem('no-right', { path: folder })
  if (/Address already in use/.test(text)) return problem('port-taken', { port })
  return new Error(`PostgreSQL did not start in ${folder}: ${text.trim()}`)
}
