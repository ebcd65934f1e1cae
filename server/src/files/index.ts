export type { ReadCheck } from './actions/read.ts'
export { filesModule } from './module.ts'
