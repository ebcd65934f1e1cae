import { pino } from 'pino'

/** Structured lines. Callers log codes, ids and durations; never bodies, names or resident ids. */
export type Log = Pick<ReturnType<typeof pino>, 'debug' | 'info' | 'warn' | 'error'> & {
  child(bindings: object): Log
}

export function makeLog(options: { level: string; jurisdiction: string }): Log {
  return pino({ level: options.level, base: { node: options.jurisdiction } }) as unknown as Log
}
