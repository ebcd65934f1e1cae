/** The catalogue (事项目录). The door for other modules. */
export { importJurisdiction } from './actions/import-jurisdiction.ts'
export { certificateTypes } from './certificate-types.ts'
export { catalogue } from './module.ts'
export { bundlesInForce, getBundle, getForm, getItem, getProfile, getTask, snapshotOf } from './read.ts'
export { findPublished } from './store/in-force.ts'
export { divisionsOf, findProfile } from './store/places.ts'
export { hitsOf } from './store/search.ts'
export { listVersions } from './store/versions.ts'
