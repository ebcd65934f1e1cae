/** The catalogue (事项目录). The door for other modules. */
export { importJurisdiction } from './actions/import-jurisdiction.ts'
export { greetPartners, partners, sendCatalogue } from './actions/tell.ts'
export { catalogue } from './module.ts'
export { getBundle, getForm, getItem, getListed, getTask, snapshotOf } from './read.ts'
export { divisionsOf, findProfile, listProfiles } from './store/places.ts'
export { findByDigest, findVersion, type StoredVersion } from './store/versions.ts'
