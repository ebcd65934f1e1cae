import { Problem, problem, toDocument } from '@lianqiao/model/problems/problem.ts'
import type { Command } from './command.ts'

/** A mistake in the command line itself: told in both languages with the usage, exit code 2. */
export class UsageError extends Error {
  readonly zh: string
  constructor(zh: string, en: string) {
    super(en)
    this.zh = zh
  }
}

/** Say in both languages, on standard error. */
export function tell(zh: string, en: string): void {
  process.stderr.write(`${zh}\n${en}\n`)
}

export function tellUsage(commands: Record<string, Command>): void {
  process.stderr.write('\n用法 usage:\n')
  for (const [name, command] of Object.entries(commands))
    process.stderr.write(`  ${`${name} ${command.usage}`.trimEnd()}\n      ${command.zh} · ${command.en}\n`)
}

/** Say what went wrong, where, and what to do; the whole story follows only where nobody foresaw it. */
export function tellProblem(error: unknown): void {
  const told = asProblem(error)
  tell(toDocument(told, 'zh').detail, toDocument(told, 'en').detail)
  for (const { pointer, zh, en } of told.errors)
    process.stderr.write(`  ${pointer}  ${zh === en ? zh : `${zh} ${en}`}\n`)
  if (told.code === 'internal')
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
}

/** What the operating system refuses, in our words. */
function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  const { code, path, port } = (error ?? {}) as { code?: string; path?: string; port?: number }
  const where = path ?? process.env.LIANQIAO_HOME ?? process.cwd()
  switch (code) {
    case 'EADDRINUSE':
      return problem('port-taken', { port: port ?? '?' })
    case 'ENOSPC':
    case 'EDQUOT':
    case '53100':
      return problem('disk-full', { path: where })
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return problem('no-right', { path: where })
    case 'ENOENT':
      return problem('file-missing', { path: where })
    case 'ECONNREFUSED':
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case 'ENOTFOUND':
      return problem('database-unreachable')
    default:
      return problem('internal')
  }
}
