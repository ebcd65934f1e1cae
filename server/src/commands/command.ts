import type { ParseArgsOptionsConfig } from 'node:util'

/** What a command is given: its words, and its flags as `parseArgs` read them. */
export interface Given {
  words: string[]
  flags: Record<string, string | boolean | undefined>
}

/** One command of the command line. */
export interface Command {
  /** After the name, `<record> [--node CODE]`. */
  usage: string
  zh: string
  en: string
  flags: ParseArgsOptionsConfig
  /** How many words it takes, at least and at most. */
  words: readonly [number, number]
  /** @returns the exit code; throws a `Problem` for what a person can mend. */
  run(given: Given): Promise<number>
}

/** Flags that every command takes alike. */
export const commonFlags = {
  'port-base': { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} satisfies ParseArgsOptionsConfig
