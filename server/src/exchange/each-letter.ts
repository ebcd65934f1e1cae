import { Problem, problem } from '@lianqiao/model/problems/problem.ts'
import type { Node } from '../platform/node.ts'
import { inTrace, parseTraceparent } from '../platform/tracing/trace.ts'
import type { Admitted } from './admitted.ts'
import { unpacked } from './mailbag.ts'
import type { Traced } from './receive.ts'

/** What is done with the letters of a bag: each is let in or not, then as many as can be are handled together, others alone. */
export interface Handling {
  admit(jws: string, traceId: string): Promise<Admitted>
  together(letters: readonly Traced[]): Promise<Map<Admitted, string>>
  alone(message: Admitted): Promise<string>
}

/**
 * Each letter of a bag in its own trace, and a line for each. What is refused or fails with one concerns no other; only
 * where all of them fail by a fault of this node the whole request does, as each of them would have alone.
 */
export async function eachOf(node: Node, text: string, handling: Handling): Promise<string> {
  const letters = unpacked(text)
  if (!letters) throw problem('unreadable-body')
  const opened = letters.map(({ jws, trace }) => {
    const span = node.spans.begin('letter', 'server', parseTraceparent(trace))
    const within = <T>(work: () => Promise<T>) => inTrace(span.trace, work)
    return { span, within, admission: within(() => handling.admit(jws, span.trace.traceId)) }
  })
  const traced = opened.map(({ within, admission }) =>
    admission.then(
      message => [{ message, within }],
      () => [],
    ),
  )
  const receipts = await handling.together((await Promise.all(traced)).flat())
  const faults: unknown[] = []
  const lines = await Promise.all(
    opened.map(async ({ span, within, admission }) => {
      try {
        const message = await admission
        const line = receipts.get(message) ?? (await within(() => handling.alone(message)))
        span.end({ failed: false })
        return line
      } catch (error) {
        span.end({ failed: true })
        if (error instanceof Problem && error.status < 500) return error.code
        faults.push(error)
        node.log.error({ err: error, traceId: span.trace.traceId }, 'a letter could not be handled')
        return 'internal'
      }
    }),
  )
  if (faults.length === letters.length) throw faults[0]
  return lines.join('\n')
}
