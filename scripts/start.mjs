/** `npm start`: from a fresh clone to the demonstration – install, build, run. */
import { becomeServer, ensureInstalled, ensureWebBuilt } from './prepare.mjs'

await ensureInstalled()
await ensureWebBuilt()
becomeServer(['demo', ...process.argv.slice(2)])
