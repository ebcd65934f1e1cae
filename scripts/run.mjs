/** `npm run <command>`: a command of the server's command line on our own Node, installing first where nothing is yet. */
import { becomeServer, ensureInstalled } from './prepare.mjs'

await ensureInstalled()
becomeServer(process.argv.slice(2))
