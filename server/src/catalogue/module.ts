import { lookAgain } from '../platform/look-again.ts'
import type { Module } from '../platform/module.ts'
import { instantOf } from '../platform/time.ts'
import { transaction } from '../platform/transaction.ts'
import { greetPartners } from './actions/tell.ts'
import { messages } from './messages.ts'
import { projectToday } from './project.ts'
import { routes } from './routes.ts'
import { deleteStale } from './store/imports.ts'

/** How soon a new partner gets the catalogue, in milliseconds. */
const greetEvery = 5000

/** The catalogue (事项目录): what is offered on both sides, what it takes, and whether it can be done here. */
export const catalogue: Module = {
  name: 'catalogue',
  routes,
  messages,
  jobs: {
    'catalogue-day': {
      cron: '1 0 * * *',
      async work(node) {
        await projectToday(node)
        const yesterday = instantOf(new Date(new Date(node.time.now()).getTime() - 86_400_000))
        await transaction(node.db, tx => deleteStale(tx, yesterday))
      },
    },
  },
  async start(node) {
    return lookAgain(node, greetEvery, () => greetPartners(node), 'partners could not be told the catalogue')
  },
}
