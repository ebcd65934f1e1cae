import { createExchange, type Fetch, type Pace } from '../../../server/src/exchange/index.ts'
import { federation } from '../../../server/src/federation/index.ts'
import { type Mounted, modules } from '../../../server/src/modules.ts'
import type { Module } from '../../../server/src/platform/module.ts'
import { signingInByHeader, testAuthenticate } from '../../support/as.ts'
import { patient } from '../../support/patience.ts'
import { pinger } from './ping.ts'

/** What is waited for takes milliseconds: to look again, to send again. */
export const quick: Partial<Pace> = { ...patient, retryBaseMs: 10, retryCapMs: 80, pollMs: 50 }

/** The modules of a test node: federation, exchange, and pings. */
export function mountedWith(wire: { fetch: Fetch }, pace: Partial<Pace> = quick): Mounted {
  const all: Module[] = [federation, pinger]
  const { exchange, module } = createExchange(() => all, { fetch: wire.fetch, pace })
  all.push(module)
  return { all, exchange, authenticate: () => testAuthenticate(async () => undefined) }
}

/** Every module of a node, on a wire that a test meddles with; tests sign in by a header. */
export function wholeWith(wire: { fetch: Fetch }, pace: Partial<Pace> = quick): Mounted {
  return signingInByHeader(modules({ fetch: wire.fetch, pace }))
}
