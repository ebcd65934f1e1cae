import { type Answer, answerTyp, toWire } from '@lianqiao/model/exchange/messages.ts'
import { Problem, problem } from '@lianqiao/model/problems/problem.ts'
import type { Digest } from '@lianqiao/model/records/action.ts'
import { ZodError } from 'zod'
import type { JsonValue } from '../platform/crypto/canonical.ts'
import { signCompact } from '../platform/crypto/jws.ts'
import type { Node } from '../platform/node.ts'
import { transaction } from '../platform/transaction.ts'
import { Logged } from '../platform/wire.ts'
import type { Admitted } from './admitted.ts'
import type { Office } from './office.ts'
import { beginQuery, endQuery, type QueryEnd } from './store/inbound.ts'

/**
 * Answer a partner's query, once: it is logged before it is answered, and an id that was answered before is refused
 * (`query-repeated`), for answers are not kept. A refusal by a rule is an answer too, signed like any other.
 * @returns the signed answer, bound to the query's bytes
 */
export async function answerQuery(node: Node, office: Office, query: Admitted): Promise<string> {
  const { from, id, type, record, basis, traceId } = query
  const entry = { direction: 'in' as const, peer: from, id, type, record, basis, traceId }
  if (!(await beginQuery(node.db, { ...entry, at: node.time.now() }))) throw problem('query-repeated')
  const began = performance.now()
  const end = (outcome: QueryEnd['outcome'], code?: string, log?: Logged['log']) => {
    const durationMs = performance.now() - began
    // A name that no module answers may be anything; it is counted as one.
    const known = office.query(type) ? type : 'unknown'
    node.metrics.queries.observe({ direction: 'in', type: known, outcome }, durationMs / 1000)
    return transaction(node.db, async tx => {
      await log?.(tx)
      await endQuery(tx, entry, { outcome, problem: code, durationMs })
    })
  }
  try {
    const outcome = await ask(node, office, query)
    const signed = await signAnswer(node, query, outcome)
    await (outcome instanceof Problem
      ? end('refused', outcome.code)
      : end('answered', undefined, outcome.log))
    return signed
  } catch (error) {
    await end('failed', error instanceof Problem ? error.code : 'internal')
    throw error
  }
}

async function ask(node: Node, office: Office, query: Admitted): Promise<Problem | Logged> {
  const handler = office.query(query.type)
  if (!handler) return problem('message-type-unknown', { type: query.type })
  try {
    const said = await handler(node, query)
    const { answer, log } = said instanceof Logged ? said : new Logged(said)
    // As JSON carries it: what is undefined is left out.
    return new Logged(JSON.parse(JSON.stringify(answer ?? null)), log)
  } catch (error) {
    if (error instanceof Problem && error.status < 500) return error
    if (error instanceof ZodError) return problem('message-invalid', { reason: 'body' })
    throw error
  }
}

async function signAnswer(node: Node, query: Admitted, outcome: Problem | Logged): Promise<string> {
  const bound = {
    id: query.id,
    from: node.jurisdiction,
    to: query.from,
    sha256: query.sha256 as Digest,
    at: node.time.now(),
  }
  const answer: Answer =
    outcome instanceof Problem
      ? { ...bound, state: 'refused', result: null, problem: toWire(outcome) }
      : { ...bound, state: 'answered', result: outcome.answer }
  return signCompact(node.vault.signer, answerTyp, answer as unknown as JsonValue)
}
