import { type DestinationStream, pino } from 'pino'
import { currentTrace } from './tracing/trace.ts'

/** Structured lines. Callers log codes, ids and durations; never bodies, names or resident ids. */
export type Log = Pick<ReturnType<typeof pino>, 'debug' | 'info' | 'warn' | 'error'> & {
  child(bindings: object): Log
}

/**
 * A log of one node: JSON lines on standard output, or to `to`. Every line that is written inside a trace bears its id, and
 * of an error is told where it happened, never what it was about: the text of a fault may quote the data it stumbled over.
 */
export function makeLog(options: { level: string; jurisdiction: string; to?: DestinationStream }): Log {
  const settings = {
    level: options.level,
    base: { node: options.jurisdiction },
    mixin: () => traceIdNow(),
    serializers: { err: errorForLog },
  }
  return (options.to ? pino(settings, options.to) : pino(settings)) as unknown as Log
}

function traceIdNow(): { traceId?: string } {
  const trace = currentTrace()
  return trace ? { traceId: trace.traceId } : {}
}

/** Kind, code and place of an error, and its text with everything taken out that may be somebody's. */
export function errorForLog(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error }
  const { code, stack = '', cause } = error as Error & { code?: unknown }
  return {
    type: error.name,
    ...(typeof code === 'string' ? { code } : {}),
    message: withoutPersons(error.message),
    stack: stack.split('\n').filter(line => /^\s+at /.test(line)),
    ...(cause === undefined ? {} : { cause: errorForLog(cause) }),
  }
}

/**
 * Leave out of a text what names people here: everything that is not plain ASCII (names, addresses), runs of five digits and
 * more (ids, phones, card numbers), codes in groups (tracking codes), and what stands in quotation marks – PostgreSQL and
 * JSON.parse quote the value that they refuse – unless it is a plain identifier such as a column's name.
 */
export function withoutPersons(text: string): string {
  return text
    .replaceAll(/(["'])((?:(?!\1).)*)\1/g, (whole, _mark, inside) =>
      /^[a-z_]+$/.test(inside) ? whole : '"…"',
    )
    .replaceAll(/[^\x20-\x7e]+/g, '…')
    .replaceAll(/\b[0-9A-Z]{4}(?:-[0-9A-Z]{4})+\b/g, '…')
    .replaceAll(/\d{5,}[\dXx]*/g, '…')
}
