export { act, type Outcome, type Wish } from './actions/act.ts'
export { type Opening, open } from './actions/open.ts'
export { exportRecord } from './export.ts'
export type { Parts } from './parts.ts'
export {
  actionsOf,
  disclosuresOf,
  eraseDisclosures,
  findRecord,
  findRecords,
  type PendingCommand,
  pendingCommands,
} from './store.ts'
export { type Finding, verifyFile } from './verify-file.ts'
export { systemActor, wakeRecords } from './wake.ts'
