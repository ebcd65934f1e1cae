/** Exchange (往来): signed messages and queries between nodes. The door for other modules. */
export { createExchange } from './module.ts'
export type { Fetch, Pace } from './office.ts'
