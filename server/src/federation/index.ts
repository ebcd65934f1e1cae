/** Federation (联盟): who the partners are, and what agreements allow. The door for other modules. */
export { importAgreement } from './actions/import.ts'
export { signAgreement } from './actions/sign.ts'
export { agreementsInForce } from './agreements.ts'
export { announced, ended, withAnnounced } from './announcement.ts'
export {
  type Directory,
  directory,
  directoryKeys,
  directoryKeysIn,
  directoryNodesIn,
  issueDirectory,
  trustFileFor,
} from './directory.ts'
export { federation } from './module.ts'
export {
  partnersOf,
  requireCollaboration,
  requireDataGrant,
  requireGrant,
  requirePartner,
} from './require.ts'
