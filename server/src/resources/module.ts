import * as api from '@lianqiao/model/api/resources.ts'
import { route, whoOf } from '../platform/http/route.ts'
import type { Module } from '../platform/module.ts'
import { transaction } from '../platform/transaction.ts'
import { answer } from './actions/answer.ts'
import { find } from './actions/find-accesses.ts'
import { pull } from './actions/pull.ts'
import { read } from './actions/read.ts'
import { resourcesOf } from './catalogue.ts'
import { wipeExpired } from './store/pulls.ts'

/** 数据资源: what this jurisdiction holds, evidence pulled for cases, and who looked at what. */
export const resources: Module = {
  name: 'resources',
  routes: [
    route(api.listResources, async ({ node }) => ({
      jurisdiction: node.jurisdiction,
      resources: await resourcesOf(node),
    })),
    route(api.pullEvidence, c => pull(c.node, whoOf(c), c.body, c.traceId)),
    route(api.readEvidence, c => read(c.node, whoOf(c), c.params.id)),
    route(api.findAccesses, c => find(c.node, whoOf(c), c.body, c.traceId)),
  ],
  queries: { 'resource.query': answer },
  jobs: {
    'resources.wipe-pulls': {
      cron: '*/10 * * * *',
      work: node => transaction(node.db, tx => wipeExpired(tx, node.time.now())),
    },
  },
}
