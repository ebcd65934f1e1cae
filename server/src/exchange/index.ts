/** Exchange (往来): signed messages and queries between nodes. The door for other modules. */
export { createExchange } from './module.ts'
export type { Fetch } from './office.ts'
export type { Pace } from './pace.ts'
export { peerViews } from './peers.ts'
