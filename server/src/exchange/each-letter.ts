import { Problem, problem } from '@lianqiao/model/problems/problem.ts'
import type { Node } from '../platform/node.ts'
import { inTrace, parseTraceparent } from '../platform/tracing/trace.ts'
import { unpacked } from './mailbag.ts'

/**
 * Each letter of a bag in its own trace, and a line for each. What is refused or fails with one concerns no other; only
 * where all of them fail by a fault of this node the whole request does, as each of them would have alone.
 */
export async function eachOf(
  node: Node,
  text: string,
  one: (jws: string, traceId: string) => Promise<string>,
): Promise<string> {
  const letters = unpacked(text)
  if (!letters) throw problem('unreadable-body')
  const faults: unknown[] = []
  const lines = await Promise.all(
    letters.map(async ({ jws, trace }) => {
      const span = node.spans.begin('letter', 'server', parseTraceparent(trace))
      try {
        const line = await inTrace(span.trace, () => one(jws, span.trace.traceId))
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
