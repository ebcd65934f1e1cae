import type { JurisdictionCode } from '@lianqiao/model/identifiers/division.ts'
import type { Module } from '../platform/node.ts'
import type { MessageHandler, QueryHandler, SettlementHandler } from '../platform/wire.ts'
import { type Links, makeLinks } from './links.ts'
import { makeQuota, type Quota } from './quota.ts'

/** Sends a request; the global `fetch` or, in tests, one that cuts, delays, repeats or spoils. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>

/** Times and measures of the exchange. Milliseconds of the machine's clock, not of the node's calendar. */
export interface Pace {
  /** First delay before a message is sent again; doubles up to the cap, with full jitter. */
  retryBaseMs: number
  retryCapMs: number
  /** How long one sending may take. */
  timeoutMs: number
  /** After this, another process may take over a message that is being sent. Longer than `timeoutMs`. */
  leaseMs: number
  /** How often to look for messages that other processes put into the outbox. */
  pollMs: number
  /** A message older than this, by the node's time, is given up. */
  giveUpAfterMs: number
  /** So many failures in a row open the breaker of a peer. */
  breakerAfter: number
  /** Messages on the way to one peer at a time, per process. */
  parallel: number
  /** Requests that one peer may make in a minute, per process. */
  requestsPerMinute: number
}

export const defaultPace: Pace = {
  retryBaseMs: 200,
  retryCapMs: 30_000,
  timeoutMs: 10_000,
  leaseMs: 30_000,
  pollMs: 1_000,
  giveUpAfterMs: 7 * 86_400_000,
  breakerAfter: 5,
  parallel: 16,
  requestsPerMinute: 30_000,
}

/** What the parts of one node's exchange share: the ways out, the ways in, and the state of each link. */
export interface Office {
  fetch: Fetch
  pace: Pace
  links: Links
  quota: Quota<JurisdictionCode>
  message(type: string): MessageHandler | undefined
  query(name: string): QueryHandler | undefined
  settled: () => readonly SettlementHandler[]
}

/** @param modules asked when first needed, for this exchange is itself one of them */
export function makeOffice(modules: () => readonly Module[], fetch: Fetch, pace: Pace): Office {
  return {
    fetch,
    pace,
    links: makeLinks(pace),
    quota: makeQuota(pace.requestsPerMinute),
    message: type =>
      handlerIn(
        modules().map(module => module.messages ?? {}),
        type,
      ),
    query: name =>
      handlerIn(
        modules().map(module => module.queries ?? {}),
        name,
      ),
    settled: () => modules().flatMap(module => module.settled ?? []),
  }
}

function handlerIn<Handler>(tables: readonly Record<string, Handler>[], name: string): Handler | undefined {
  return tables.find(table => Object.hasOwn(table, name))?.[name]
}
