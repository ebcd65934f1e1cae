import type { Principal } from '@lianqiao/model/people/principal.ts'
import type { Language } from '@lianqiao/model/problems/problem.ts'
import type { FastifyRequest } from 'fastify'
import type { Span } from '../tracing/span.ts'
import { newTrace } from '../tracing/trace.ts'

const spans = new WeakMap<FastifyRequest, Span>()
const callers = new WeakMap<FastifyRequest, Principal>()
const problems = new WeakMap<FastifyRequest, string>()

/** Remember under which span a request is worked on. */
export function keepSpan(request: FastifyRequest, span: Span): void {
  spans.set(request, span)
}

export function spanOf(request: FastifyRequest): Span | undefined {
  return spans.get(request)
}

/** The trace id of a request: from W3C `traceparent` where it is well-formed, else made; 32 hex digits. */
export function traceIdOf(request: FastifyRequest): string {
  // A request that is refused before any hook was run has no span.
  return spans.get(request)?.trace.traceId ?? newTrace().traceId
}

/** Remember whose request it is, for the line in the log, which names the account by a pseudonym. */
export function keepCaller(request: FastifyRequest, who: Principal): void {
  callers.set(request, who)
}

export function callerOf(request: FastifyRequest): Principal | undefined {
  return callers.get(request)
}

/** Remember why a request was refused, for the line in the log: an attempt to get round a check is told from an honest fault. */
export function keepProblem(request: FastifyRequest, code: string): void {
  problems.set(request, code)
}

export function problemOf(request: FastifyRequest): string | undefined {
  return problems.get(request)
}

/** The reader's language: Chinese unless English is asked for first. */
export function languageOf(request: FastifyRequest): Language {
  return /^\s*en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'zh'
}
