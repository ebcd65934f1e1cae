/** The command line: `node server/src/main.ts <command> …`. Exit code 0 done · 1 a problem · 2 wrongly called. */
import { parseArgs } from 'node:util'
import { commonFlags, type Given } from './commands/command.ts'
import { commands } from './commands/commands.ts'
import { tell, tellProblem, tellUsage, UsageError } from './commands/tell.ts'

async function main([name = '', ...args]: string[]): Promise<number> {
  const command = commands[name]
  if (!command) {
    if (name !== '--help' && name !== '-h') tell(`没有“${name}”这个命令。`, `There is no command “${name}”.`)
    tellUsage(commands)
    return name === '--help' || name === '-h' ? 0 : 2
  }
  try {
    const given = read(args, { ...commonFlags, ...command.flags }, command.words)
    if (!given.flags.help) return await command.run(given)
    tellUsage({ [name]: command })
    return 0
  } catch (error) {
    if (!(error instanceof UsageError)) {
      tellProblem(error)
      return 1
    }
    tell(error.zh, error.message)
    tellUsage({ [name]: command })
    return 2
  }
}

function read(args: string[], options: typeof commonFlags, [least, most]: readonly [number, number]): Given {
  const parsed = (() => {
    try {
      return parseArgs({ args, options, allowPositionals: true, strict: true })
    } catch (error) {
      throw misread(error as NodeJS.ErrnoException)
    }
  })()
  const count = parsed.positionals.length
  if (count < least || count > most)
    throw new UsageError(
      `应给出 ${least === most ? least : `${least} 至 ${most}`} 个词，实际 ${count} 个。`,
      `It takes ${least === most ? least : `${least} to ${most}`} word(s), not ${count}.`,
    )
  return { words: parsed.positionals, flags: parsed.values as Given['flags'] }
}

/** What `parseArgs` says in English, in both languages. */
function misread({ code, message }: NodeJS.ErrnoException): UsageError {
  const option = /'([^']+)'/.exec(message)?.[1] ?? ''
  return code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION'
    ? new UsageError(
        `没有“${option}”这个选项，请核对拼写。`,
        `There is no option “${option}”; check its spelling.`,
      )
    : new UsageError(
        `选项“${option}”写法有误，请按下面的用法填写。`,
        `Option “${option}” is written wrongly; the usage below shows how.`,
      )
}

process.exitCode = await main(process.argv.slice(2))
