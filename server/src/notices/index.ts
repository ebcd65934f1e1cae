export { renderNotice } from './render.ts'
