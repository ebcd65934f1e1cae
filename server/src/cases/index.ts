/** Service cases (办件). The door for other modules. */
export { foldCase, openCase } from './load.ts'
