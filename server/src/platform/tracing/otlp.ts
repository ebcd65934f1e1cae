import { ROOT_CONTEXT, SpanStatusCode, TraceFlags, trace, SpanKind as WireKind } from '@opentelemetry/api'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { resourceFromAttributes } from '@opentelemetry/resources'
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace'
import type { SpanKind, Spans } from './span.ts'
import { currentTrace, newSpanId } from './trace.ts'

const kinds: Record<SpanKind, WireKind> = {
  server: WireKind.SERVER,
  client: WireKind.CLIENT,
  consumer: WireKind.CONSUMER,
  internal: WireKind.INTERNAL,
}

/**
 * Export spans over OTLP/HTTP, set up by OpenTelemetry's own environment variables (OTEL_EXPORTER_OTLP_…). Nothing is
 * registered globally, so that several nodes live in one process.
 */
export function exportSpans(jurisdiction: string): Spans {
  const provider = new TracerProvider({
    resource: resourceFromAttributes({
      'service.name': process.env.OTEL_SERVICE_NAME ?? 'lianqiao',
      'service.instance.id': jurisdiction,
    }),
    spanProcessors: [new BatchSpanProcessor({ exporter: new OTLPTraceExporter() })],
  })
  const tracer = provider.getTracer('lianqiao')
  return {
    begin(name, kind, parent = currentTrace()) {
      // A trace that reached us by a stored id has a span somewhere; which one, nobody knows any more.
      const context = parent
        ? trace.setSpanContext(ROOT_CONTEXT, {
            traceId: parent.traceId,
            spanId: parent.spanId ?? newSpanId(),
            traceFlags: TraceFlags.SAMPLED,
            isRemote: true,
          })
        : ROOT_CONTEXT
      const span = tracer.startSpan(name, { kind: kinds[kind] }, context)
      const { traceId, spanId } = span.spanContext()
      return {
        trace: { traceId, spanId },
        end({ failed, attributes = {} }) {
          span.setAttributes(attributes)
          if (failed) span.setStatus({ code: SpanStatusCode.ERROR })
          span.end()
        },
      }
    },
    stop: () => provider.shutdown(),
  }
}
