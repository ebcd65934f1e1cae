import type { Config } from './platform/config.ts'
import type { Authenticate } from './platform/http/server.ts'
import type { Module, Node } from './platform/node.ts'
import type { Exchange } from './platform/wire.ts'

/** What a node is made of: its modules, who answers the question who is calling, and the way to partners. */
export interface Mounted {
  all: readonly Module[]
  authenticate: (node: Node) => Authenticate
  exchange: Exchange
}

/** The modules of a node, lowest floor first. Adding a room to the house is one line here. */
export function modules(_config: Config): Mounted {
  throw new Error('set when the first modules stand')
}
