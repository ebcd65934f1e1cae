import { AsyncLocalStorage } from 'node:async_hooks'
import { randomFillSync } from 'node:crypto'

/**
 * Where something belongs: the trace (一次办理的追踪号, 32 hex digits) that a person's one act draws through both nodes, and
 * the span (16 hex digits) inside it that is being worked on. W3C Trace Context, Recommendation of 2021-11-23.
 */
export interface Trace {
  traceId: string
  spanId: string
}

const storage = new AsyncLocalStorage<Trace>()

/** The trace in which this code runs; audit rows, log lines, messages, queries and jobs take their trace id from it. */
export function currentTrace(): Trace | undefined {
  return storage.getStore()
}

/** Do `work`, and all that it starts, inside a trace. */
export function inTrace<T>(trace: Trace, work: () => T): T {
  return storage.run(trace, work)
}

/** A span of its own in the trace of that id, or in a new trace. */
export function newTrace(traceId: string = randomHex(16)): Trace {
  return { traceId, spanId: newSpanId() }
}

export const newSpanId = () => randomHex(8)

/** Drawn a page at a time: every request needs two ids, and each draw costs a call into the system. */
const drawn = Buffer.alloc(4096)
let used = drawn.length

function randomHex(bytes: number): string {
  if (used + bytes > drawn.length) {
    randomFillSync(drawn)
    used = 0
  }
  used += bytes
  return drawn.toString('hex', used - bytes, used)
}

/** Read a `traceparent` header; one that is not well-formed, or names the invalid trace of zeros, is no trace. */
export function parseTraceparent(header: unknown): Trace | undefined {
  if (typeof header !== 'string') return undefined
  const [, traceId, spanId] =
    /^(?!ff)[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}$/.exec(header) ?? []
  if (!traceId || !spanId || /^0+$/.test(traceId) || /^0+$/.test(spanId)) return undefined
  return { traceId, spanId }
}

/** The header by which the other side goes on in the same trace. The flag says that it was recorded: audit does so always. */
export function traceparent(traceId: string): string {
  const current = currentTrace()
  const spanId = current?.traceId === traceId ? current.spanId : newSpanId()
  return `00-${traceId}-${spanId}-01`
}
