import { calendar } from './calendar/module.ts'
import { cases, mayReadCase } from './cases/index.ts'
import { catalogue } from './catalogue/module.ts'
import { certificates } from './certificates/module.ts'
import { counters } from './counters/module.ts'
import { createExchange } from './exchange/index.ts'
import { federation } from './federation/module.ts'
import { filesModule } from './files/module.ts'
import { authenticate } from './identity/index.ts'
import { identity } from './identity/module.ts'
import { overview } from './overview/module.ts'
import { healthModule } from './platform/http/health.ts'
import { pages } from './platform/http/pages.ts'
import type { Authenticate } from './platform/http/server.ts'
import type { Module } from './platform/module.ts'
import type { Exchange, Node } from './platform/node.ts'
import { records } from './records/module.ts'
import { resources } from './resources/module.ts'

/** What a node is made of: its modules, who answers the question who is calling, and the way to partners. */
export interface Mounted {
  all: readonly Module[]
  authenticate: (node: Node) => Authenticate
  exchange: Exchange
}

/**
 * The modules of a node, lowest floor first. Adding a room to the house is one line here. A pace of the exchange other than
 * the default, and another wire, are for those who try the house under faults.
 */
export function modules(options: Parameters<typeof createExchange>[1] = {}): Mounted {
  const { exchange, module: exchanging } = createExchange(() => all, options)
  const all: Module[] = [
    healthModule(() => all),
    ...[federation, records],
    ...[calendar, exchanging, identity, filesModule(mayReadCase), overview],
    ...[catalogue, resources],
    ...[cases],
    ...[certificates, counters],
    pages,
  ]
  return { all, authenticate, exchange }
}
