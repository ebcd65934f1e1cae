/** Data resources (数据资源): evidence instead of paper, and the log of who looked. The door for other modules. */
export { accessesFor } from './accesses.ts'
export { importRegistry } from './actions/import-registry.ts'
export { linkPulls, type UsedPull, usePulls } from './actions/use.ts'
export { resourceEnglish, subjectIndex } from './catalogue.ts'
export { resources } from './module.ts'
