import type { Module } from '../platform/module.ts'
import type { Exchange, Node } from '../platform/node.ts'
import { mountGate } from './gate.ts'
import { answerLedgerHead } from './ledger.ts'
import { send } from './line.ts'
import { type Fetch, makeOffice } from './office.ts'
import { defaultPace, type Pace } from './pace.ts'
import { checkOutbox, readPeers } from './peers.ts'
import { query } from './query.ts'
import { replay } from './replay.ts'
import { routes } from './routes.ts'
import { startSender } from './sender.ts'

/**
 * The exchange of one node: its module, and the way to ask partners that `Node.exchange` is.
 * @param modules of the node, this one included: whose handlers answer what comes in
 * @param options `fetch` and `pace` other than the default are for tests
 */
export function createExchange(
  modules: () => readonly Module[],
  options: { fetch?: Fetch; pace?: Partial<Pace> } = {},
): { exchange: Exchange; module: Module } {
  const pace = { ...defaultPace, ...options.pace }
  const office = makeOffice(modules, options.fetch ?? send, pace)
  let node: Node | undefined
  return {
    exchange: {
      async query(to, name, body, options) {
        if (!node) throw new Error('the exchange is asked before its node is up')
        return query(node, office, to, name, body, options)
      },
    },
    module: {
      name: 'exchange',
      routes,
      check: checkOutbox,
      read: readPeers,
      messages: { 'exchange.replay': replay },
      queries: { 'ledger.head': answerLedgerHead },
      mount(app, mounted) {
        node = mounted
        mountGate(app, mounted, office)
      },
      async start(started) {
        node = started
        return startSender(started, office)
      },
    },
  }
}
