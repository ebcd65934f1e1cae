import * as api from '@lianqiao/model/api/catalogue-admin.ts'
import type { FileAnswer } from '@lianqiao/model/api/endpoint.ts'
import { problem } from '@lianqiao/model/problems/problem.ts'
import { type Route, route, whoOf } from '../platform/http/route.ts'
import { confirmImport } from './actions/confirm-import.ts'
import { publishDraft, saveDraft } from './actions/draft.ts'
import { previewImport } from './actions/preview-import.ts'
import { dayOf } from './day.ts'
import { listAsCsv, template } from './sheets/write.ts'
import { findImport } from './store/imports.ts'
import { findProfile } from './store/places.ts'
import { listCurrent } from './store/versions.ts'

const csv = (filename: string, bytes: Uint8Array): FileAnswer => ({
  mediaType: 'text/csv; charset=utf-8',
  filename,
  bytes,
})

export const adminRoutes: Route[] = [
  route(api.importTemplate, async ({ node }) => {
    const profile = await findProfile(node.db, node.jurisdiction)
    if (!profile) throw problem('not-found')
    return csv('事项清单导入模板.csv', template(profile))
  }),
  route(api.exportCatalogue, async ({ node }) => {
    const day = dayOf(node.time.now())
    const items = await listCurrent(node.db, { kind: 'item', jurisdiction: node.jurisdiction }, day)
    return csv(`事项清单-${node.jurisdiction}-${day}.csv`, listAsCsv(items.map(item => item.document)))
  }),
  route(api.previewImport, call =>
    previewImport(call.node, whoOf(call), { filename: call.query.filename, bytes: call.body }, call.traceId),
  ),
  route(api.readImport, async ({ node, params }) => {
    const found = await findImport(node.db, params.id)
    if (!found) throw problem('not-found')
    return found.preview
  }),
  route(api.confirmImport, call => confirmImport(call.node, whoOf(call), call.params.id, call.traceId)),
  route(api.saveDraft, call => saveDraft(call.node, whoOf(call), call.params.code, call.body, call.traceId)),
  route(api.publishDraft, call =>
    publishDraft(call.node, whoOf(call), { ...call.params, ...call.body }, call.traceId),
  ),
]
