import type { Module } from '../platform/module.ts'
import type { RecordKind } from '../platform/node.ts'
import { continueCase } from './continue.ts'
import { permitKind } from './kind.ts'
import { routes } from './routes.ts'
import { startTakingOver } from './take-over.ts'

/** Service cases (办件): received, passed on, decided, delivered; tracked and rated by the person. */
export const cases: Module = {
  name: 'cases',
  routes,
  kinds: [permitKind as RecordKind],
  jobs: { 'case.continue': { work: continueCase } },
  start: startTakingOver,
}
