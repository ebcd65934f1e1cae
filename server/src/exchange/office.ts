import type { JurisdictionCode } from '@lianqiao/model/identifiers/division.ts'
import type { Module } from '../platform/module.ts'
import type { MessageHandler, QueryHandler, SettlementHandler } from '../platform/wire.ts'
import { type Links, makeLinks } from './links.ts'
import type { Pace } from './pace.ts'
import { makeQuota, type Quota } from './quota.ts'

/** What came back, whole. A `Response` is one. */
export interface Answered {
  status: number
  headers: Iterable<[string, string]>
  bytes(): Promise<Uint8Array>
}

/** Sends a request, in the form of the global `fetch`: `line.ts` or, in tests, one that cuts, delays, repeats or spoils. */
export type Fetch = (url: string, init: RequestInit) => Promise<Answered>

/** What the parts of one node's exchange share: the ways out, the ways in, and the state of each link. */
export interface Office {
  fetch: Fetch
  pace: Pace
  links: Links
  quota: Quota<JurisdictionCode>
  message(type: string): MessageHandler | undefined
  /** Whether messages of this type may be handled beside others in one transaction. */
  besides(type: string): boolean
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
    besides: type => modules().some(module => module.besides?.includes(type)),
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
