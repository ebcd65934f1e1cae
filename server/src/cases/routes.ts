import {
  actOnCase,
  exportCase,
  findCases,
  listCases,
  readCase,
  readCaseDocument,
} from '@lianqiao/model/api/cases.ts'
import { openMatter } from '@lianqiao/model/api/matters.ts'
import { rateCase, track } from '@lianqiao/model/api/tracking.ts'
import { seesPersonalData } from '@lianqiao/model/people/may.ts'
import { audit } from '../platform/audit.ts'
import { type Route, route, whoOf } from '../platform/http/route.ts'
import { transaction } from '../platform/transaction.ts'
import { exportRecord } from '../records/index.ts'
import { actOnCaseAction } from './actions/act-on-case.ts'
import { openMatterAction } from './actions/open-matter.ts'
import { caseDocument } from './documents.ts'
import { findByText, pageOfCases } from './list.ts'
import { getReadable } from './load.ts'
import { rateTracked, trackMatter } from './tracking.ts'
import { viewCase } from './view.ts'

export const routes: Route[] = [
  route(listCases, call => pageOfCases(call.node, whoOf(call), call.query)),
  route(findCases, async call => ({
    cases: await findByText(call.node, whoOf(call), call.body.text, call.traceId),
  })),
  route(readCase, async call => {
    const view = await viewCase(call.node, whoOf(call), call.params.id)
    // Every look at personal data is recorded: people may ask who looked.
    await transaction(call.node.db, tx =>
      audit(call.node, tx, {
        who: whoOf(call),
        verb: 'cases.read',
        object: call.params.id,
        traceId: call.traceId,
      }),
    )
    return view
  }),
  route(actOnCase, call => actOnCaseAction(call.node, whoOf(call), call.params, call.body, call)),
  route(readCaseDocument, call => caseDocument(call.node, whoOf(call), call.params, call.query)),
  route(exportCase, async call => {
    const who = whoOf(call)
    const { scope } = await getReadable(call.node.db, who, call.params.id)
    const bytes = await exportRecord(call.node, call.params.id, { personal: seesPersonalData(who, scope) })
    await transaction(call.node.db, tx =>
      audit(call.node, tx, { who, verb: 'records.export', object: call.params.id, traceId: call.traceId }),
    )
    return { mediaType: 'application/json', filename: `${call.params.id}.json`, bytes }
  }),
  route(openMatter, call => openMatterAction(call.node, whoOf(call), call.body, call)),
  route(track, call => trackMatter(call.node, call.params.code)),
  route(rateCase, call => rateTracked(call.node, call.who, call.params, call.body, call)),
]
