import type { SpanKind, Spans } from './span.ts'
import { currentTrace, inTrace, newTrace } from './trace.ts'

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
