/** Files (材料文件): uploads, their readers, and the records that name them. The door for other modules. */
export { bindFiles, handOnFiles } from '../platform/files.ts'
export type { ReadCheck } from './actions/read.ts'
export { filesModule } from './module.ts'
