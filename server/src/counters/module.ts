import * as api from '@lianqiao/model/api/counters.ts'
import { route, whoOf } from '../platform/http/route.ts'
import type { Module } from '../platform/module.ts'
import { transaction } from '../platform/transaction.ts'
import { call } from './actions/call.ts'
import { close } from './actions/close.ts'
import * as drafts from './actions/drafts.ts'
import { display, list } from './actions/list.ts'
import { recall } from './actions/recall.ts'
import { take } from './actions/take.ts'
import { transfer } from './actions/transfer.ts'
import { usual } from './actions/usual.ts'
import { today } from './stations.ts'
import { wipeDrafts } from './store/drafts.ts'
import { wipePersons } from './store/tickets.ts'

/** 柜台: the queue of a station, and drafts of what people type. */
export const counters: Module = {
  name: 'counters',
  routes: [
    route(api.takeTicket, c => take(c.node, c.body, c.traceId)),
    route(api.readQueue, c => list(c.node, whoOf(c), c.query.station)),
    route(api.readUsual, c => usual(c.node, whoOf(c), c.query.station)),
    route(api.readDisplay, c => display(c.node, c.query.station)),
    route(api.callNext, c => call(c.node, whoOf(c), c.body, c.traceId)),
    route(api.recallTicket, c => recall(c.node, whoOf(c), c.params.id, c.body.window, c.traceId)),
    route(api.skipTicket, c => close(c.node, whoOf(c), c.params.id, 'skip', c.traceId)),
    route(api.finishTicket, c => close(c.node, whoOf(c), c.params.id, 'finish', c.traceId)),
    route(api.transferTicket, c => transfer(c.node, whoOf(c), c.params.id, c.body.kind, c.traceId)),
    route(api.listDrafts, c => drafts.list(c.node, whoOf(c))),
    route(api.readDraft, c => drafts.read(c.node, whoOf(c), c.params.key)),
    route(api.saveDraft, c => drafts.save(c.node, whoOf(c), c.params.key, c.body)),
    route(api.deleteDraft, c => drafts.remove(c.node, whoOf(c), c.params.key)),
  ],
  jobs: {
    'counters.wipe-drafts': {
      cron: '27 * * * *',
      work: node => transaction(node.db, tx => wipeDrafts(tx, node.time.now())),
    },
    'counters.wipe-persons': {
      cron: '7 0 * * *',
      work: node => transaction(node.db, async tx => wipePersons(tx, await today(node, tx))),
    },
  },
}
