export { counters } from './module.ts'
