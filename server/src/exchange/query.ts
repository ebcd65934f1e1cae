import { randomUUIDv7 } from 'node:crypto'
import { Answer, answerTyp, fromWire, messageLimits, queryTyp } from '@lianqiao/model/exchange/messages.ts'
import type { JurisdictionCode } from '@lianqiao/model/identifiers/division.ts'
import { Problem, problem } from '@lianqiao/model/problems/problem.ts'
import { directory } from '../federation/index.ts'
import { compiled } from '../platform/compiled.ts'
import type { JsonValue } from '../platform/crypto/canonical.ts'
import { signCompact, verifyCompact } from '../platform/crypto/jws.ts'
import { CryptoRefusal } from '../platform/crypto/refusal.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Exchange, Node } from '../platform/node.ts'
import { spanned } from '../platform/tracing/spans.ts'
import { currentTrace } from '../platform/tracing/trace.ts'
import { transaction } from '../platform/transaction.ts'
import { sha256 } from '../platform/vault.ts'
import type { Office } from './office.ts'
import { jose, post } from './post.ts'
import { beginQuery, endQuery, type QueryEnd } from './store/inbound.ts'

type Options = Omit<NonNullable<Parameters<Exchange['query']>[3]>, 'keep'>
type Keep<T> = (tx: Tx, answer: unknown) => Promise<T>

/**
 * Ask a partner and wait. Throws `unknown-peer`, `peer-unreachable`, `query-timeout`, `message-invalid` where the answer is
 * not theirs, or the problem with which the partner's rules refused, as signed by them.
 */
export async function query<T>(
  node: Node,
  office: Office,
  to: JurisdictionCode,
  type: string,
  body: unknown,
  { keep, ...options }: Options & { keep?: Keep<T> } = {},
): Promise<T> {
  const traceId = options.traceId ?? currentTrace()?.traceId
  const question = { to, type, body, options: { ...options, ...(traceId ? { traceId } : {}) } }
  return spanned(node.spans, `query ${type}`, 'client', () => askOnce(node, office, question, keep), traceId)
}

interface Question {
  to: JurisdictionCode
  type: string
  body: unknown
  options: Options
}

async function askOnce<T>(
  node: Node,
  office: Office,
  question: Question,
  keep: Keep<T> | undefined,
): Promise<T> {
  const { to, type, options } = question
  const id = randomUUIDv7()
  const at = node.time.now()
  const { record, basis, traceId } = options
  const entry = { direction: 'out' as const, peer: to, id, type, record, basis, at, traceId }
  await beginQuery(node.db, entry)
  const began = performance.now()
  const ended = (outcome: QueryEnd['outcome'], code?: string): QueryEnd => {
    const durationMs = performance.now() - began
    node.metrics.queries.observe({ direction: 'out', type, outcome }, durationMs / 1000)
    return { outcome, problem: code, durationMs }
  }
  // Nobody waits for the disk to know how an own question ended.
  const log = (end: QueryEnd) => transaction(node.db, tx => endQuery(tx, entry, end, { soon: true }))
  const answer = await ask(node, office, { ...question, id, at }).catch(async error => {
    const told = await failureOf(node, to, error, options.timeoutMs ?? office.pace.queryTimeoutMs)
    await log(ended('failed', told.code))
    throw told
  })
  if (answer.problem) {
    await log(ended('refused', answer.problem.code))
    throw fromWire(answer.problem)
  }
  const end = ended('answered')
  if (!keep) {
    await log(end)
    return answer.result as T
  }
  try {
    return await transaction(node.db, async tx => {
      const kept = await keep(tx, answer.result)
      await endQuery(tx, entry, end)
      return kept
    })
  } catch (error) {
    // It was answered, though nobody takes the answer.
    await log(end)
    throw error
  }
}

async function ask(
  node: Node,
  office: Office,
  question: Question & { id: string; at: string },
): Promise<Answer> {
  const { id, to, type, body, at, options } = question
  const { timeoutMs = office.pace.queryTimeoutMs, traceId, record, basis } = options
  const envelope: JsonValue = {
    id,
    from: node.jurisdiction,
    to,
    type,
    at,
    ...(record ? { record } : {}),
    ...(basis ? { basis } : {}),
    // As JSON carries it: what is undefined is left out.
    body: JSON.parse(JSON.stringify(body ?? null)),
  }
  const jws = await signCompact(node.vault.signer, queryTyp, envelope, messageLimits)
  const way = { peer: to, path: '/exchange/queries', type: jose, text: jws, timeoutMs, traceId }
  const reply = await post(node, office, way)
  // Somebody answers there: messages that wait for the breaker may go.
  office.links.heard(to)
  if ('refused' in reply) {
    const { status, code } = reply.refused
    throw status >= 500 ? new Error(code) : problem('message-invalid', { reason: code })
  }
  const keys = (await directory(node)).keysOf(to, node.time.now())
  const { payload } = await verifyCompact(reply.signed, answerTyp, keys)
  const answer = compiled(Answer).safeParse(payload).data
  if (
    answer?.id !== id ||
    answer.from !== to ||
    answer.to !== node.jurisdiction ||
    answer.sha256 !== sha256(Buffer.from(jws))
  )
    throw problem('message-invalid', { reason: 'answer' })
  return answer
}

async function failureOf(node: Node, to: string, error: unknown, timeoutMs: number): Promise<Problem> {
  if (error instanceof Problem) return error
  if (error instanceof CryptoRefusal) return problem('message-invalid', { reason: error.code })
  const peer = (await directory(node)).nameOf(to)
  return (error as Error).name === 'TimeoutError'
    ? problem('query-timeout', { peer, seconds: Math.ceil(timeoutMs / 1000) })
    : problem('peer-unreachable', { peer })
}
