import {
  compareLedgers,
  listAlarms,
  listMessages,
  listPeers,
  listQueries,
  type MessageView,
  readMessage,
  retryMessage,
  settleAlarm,
} from '@lianqiao/model/api/exchange.ts'
import { fromWire, LedgerHead } from '@lianqiao/model/exchange/messages.ts'
import { type Language, Problem, problem, toDocument } from '@lianqiao/model/problems/problem.ts'
import { directory } from '../federation/index.ts'
import { type Route, route, whoOf } from '../platform/http/route.ts'
import { retryMessage as retry } from './actions/retry.ts'
import { settleAlarm as settle } from './actions/settle-alarm.ts'
import { ledgerHead } from './ledger.ts'
import { peerViews } from './peers.ts'
import { findMessage, listMessageRows, type MessageRow } from './store/messages.ts'
import { listAlarmRows, listQueryRows, peerState } from './store/watch.ts'

/** A ledger of a million records takes a partner some seconds to hash. */
const ledgerTimeoutMs = 60_000

export const routes: Route[] = [
  route(listPeers, async ({ node }) => {
    const { expiresAt } = await directory(node)
    return { directoryExpiresAt: expiresAt, peers: await peerViews(node) }
  }),
  route(listMessages, async ({ node, query, language }) => {
    const { rows, next } = await listMessageRows(node.db, query)
    return { messages: rows.map(row => messageView(row, language)), next }
  }),
  route(readMessage, async ({ node, params, language }) => {
    const row = await findMessage(node.db, params.id)
    if (!row) throw problem('message-not-found')
    const { receipt, nextAttemptAt, traceId } = row
    return { ...messageView(row, language), receipt, nextAttemptAt, traceId }
  }),
  route(retryMessage, async call => {
    const { node, params, traceId } = call
    return { id: await retry(node, { id: params.id, who: whoOf(call), traceId }) }
  }),
  route(listAlarms, ({ node, query }) => listAlarmRows(node.db, query)),
  route(settleAlarm, async call => {
    const { node, params, traceId } = call
    await settle(node, { id: params.id, who: whoOf(call), traceId })
    return {}
  }),
  route(listQueries, ({ node, query }) => listQueryRows(node.db, query)),
  route(compareLedgers, async ({ node, query: { peer }, traceId, language }) => {
    const asked = node.exchange
      .query(peer, 'ledger.head', {}, { timeoutMs: ledgerTimeoutMs, traceId })
      .then(LedgerHead.parse, (error: unknown) => {
        if (error instanceof Problem) return error
        throw error
      })
    const [own, answer, { waiting }] = await Promise.all([
      ledgerHead(node, peer),
      asked,
      peerState(node.db, peer),
    ])
    return answer instanceof Problem
      ? { own, theirs: null, equal: null, waiting, problem: told(answer, language) }
      : { own, theirs: answer, equal: own.root === answer.root, waiting, problem: null }
  }),
]

function messageView(row: MessageRow, language: Language): MessageView {
  const { id, peer, type, record, state, attempts, createdAt, settledAt, problem } = row
  return {
    id,
    peer,
    type,
    record,
    state,
    attempts,
    createdAt,
    settledAt,
    problem: problem && told(fromWire(problem), language),
  }
}

function told(problem: Problem, language: Language): { code: string; title: string; detail: string } {
  const { code, title, detail } = toDocument(problem, language)
  return { code, title, detail }
}
