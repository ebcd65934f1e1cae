import type { Trace } from './trace.ts'

/** What kind of work a span is, by OpenTelemetry's words. */
export type SpanKind = 'server' | 'client' | 'consumer' | 'internal'

/** One piece of work: what belongs to it runs in `trace`; `end` says how it came out. */
export interface Span {
  trace: Trace
  /** `attributes`: codes and numbers only, never anything personal. */
  end(outcome: { failed: boolean; attributes?: Record<string, string | number> }): void
}

/** Tells spans to a collector, where there is one. */
export interface Spans {
  /** Begin a span inside `parent`; in the trace that is current, or a new one, where none is given. */
  begin(name: string, kind: SpanKind, parent?: Pick<Trace, 'traceId'> & Partial<Trace>): Span
  /** Tell what was not told yet. */
  stop(): Promise<void>
}
