import type { Module } from '../platform/module.ts'
import { transaction } from '../platform/transaction.ts'
import { mount } from './browser.ts'
import { routes } from './routes.ts'
import { deleteExpired } from './store.ts'

/** Sign-in by an OpenID provider, and the sessions that follow. The node keeps no passwords. */
export const identity: Module = {
  name: 'identity',
  routes,
  mount,
  jobs: {
    'identity-sweep': {
      cron: '*/15 * * * *',
      work: node => transaction(node.db, tx => deleteExpired(tx, node.time.now())),
    },
  },
}
