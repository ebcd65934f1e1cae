import { currentTrace, inTrace, newTrace, type Trace } from './trace.ts'

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

/** Without a collector spans are numbers that travel, and nothing is kept of them. */
const untold: Spans = {
  begin: (_name, _kind, parent = currentTrace()) => ({ trace: newTrace(parent?.traceId), end: () => {} }),
  stop: async () => {},
}

/**
 * Spans of a node. They are exported where OTEL_EXPORTER_OTLP_ENDPOINT names a collector; OpenTelemetry's packages are not
 * even loaded otherwise.
 */
export async function openSpans(
  jurisdiction: string,
  env: Record<string, string | undefined> = process.env,
): Promise<Spans> {
  if (!env.OTEL_EXPORTER_OTLP_ENDPOINT && !env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT) return untold
  return (await import('./otlp.ts')).exportSpans(jurisdiction)
}

/** Do `work` as one span; what it does goes on inside it. */
export async function spanned<T>(
  spans: Spans,
  name: string,
  kind: SpanKind,
  work: () => Promise<T>,
  traceId?: string,
): Promise<T> {
  const span = spans.begin(name, kind, traceId === undefined ? undefined : { traceId })
  try {
    const result = await inTrace(span.trace, work)
    span.end({ failed: false })
    return result
  } catch (error) {
    span.end({ failed: true })
    throw error
  }
}
