import { readFile, uploadFile } from '@lianqiao/model/api/files.ts'
import { wipeUnboundFiles } from '../platform/files.ts'
import { route, whoOf } from '../platform/http/route.ts'
import type { Module } from '../platform/module.ts'
import { instantOf } from '../platform/time.ts'
import { transaction } from '../platform/transaction.ts'
import { handOver } from './actions/hand-over.ts'
import { type ReadCheck, read } from './actions/read.ts'
import { upload } from './actions/upload.ts'

/** As long as a draft may name it, in milliseconds: an upload that no record named by then is wiped. */
const unboundFor = 7 * 24 * 60 * 60 * 1000

/** Uploads and their readers. `mayRead`: whether a person is shown personal data of a record. */
export function filesModule(mayRead: ReadCheck): Module {
  return {
    name: 'files',
    routes: [
      route(uploadFile, call => upload(call.node, whoOf(call), call.body, call.traceId)),
      route(readFile, call =>
        read(call.node, whoOf(call), { ...call.params, ...call.query }, mayRead, call.traceId),
      ),
    ],
    queries: { 'files.fetch': handOver },
    jobs: {
      'files.wipe': {
        cron: '17 3 * * *',
        async work(node) {
          const before = instantOf(new Date(Date.parse(node.time.now()) - unboundFor))
          await transaction(node.db, tx => wipeUnboundFiles(tx, before))
        },
      },
    },
  }
}
