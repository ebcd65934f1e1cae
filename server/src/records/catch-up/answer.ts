import { problem } from '@lianqiao/model/problems/problem.ts'
import type { z } from 'zod'
import type { QueryHandler } from '../../platform/wire.ts'
import { kindOf } from '../kinds.ts'
import { actionsFrom } from '../store/actions.ts'
import { sharedSince } from '../store/catch-up.ts'
import { disclosuresOf } from '../store/disclosures.ts'
import { findRecord } from '../store/records.ts'
import { SharedPage, SharedRequest, type StepsPage, StepsRequest } from './wire.ts'

/** Records in one answer, and characters of steps after which the next answer begins: well below what the exchange carries. */
const recordsAPage = 500
const charactersAPage = 1_000_000

/** Query `records.shared`: a partner who lost something sees what we have. */
export const answerShared: QueryHandler = async (node, { from, body }) => {
  const { since, after } = SharedRequest.parse(body)
  const found = await sharedSince(node.db, [node.jurisdiction, from], since, after, recordsAPage + 1)
  return SharedPage.parse({ records: found.slice(0, recordsAPage), more: found.length > recordsAPage })
}

/**
 * Query `records.steps`: give back steps to one who takes part. Of personal parts he gets those that the procedure lets him
 * know, and of steps that he appended himself all that we hold: he had them. Throws `record-not-found`.
 */
export const answerSteps: QueryHandler = async (node, { from: peer, body }) => {
  const { record, from } = StepsRequest.parse(body)
  const found = await findRecord(node.db, record)
  if (!found?.state.participants.includes(peer)) throw problem('record-not-found')
  const { procedure } = kindOf(node, found.kind)
  const parts = await disclosuresOf(node, node.db, record)
  const steps: z.infer<typeof StepsPage>['steps'] = []
  const actions = await actionsFrom(node.db, record, from)
  let size = 0
  for (const action of actions) {
    const disclosures = (parts.get(action.seq) ?? []).filter(
      part => action.leader === peer || procedure.discloses(found.state.data, peer, action, part.name),
    )
    size += JSON.stringify([action, disclosures]).length
    if (steps.length > 0 && size > charactersAPage) break
    steps.push({ action, disclosures })
  }
  if (steps.length === 0) throw problem('record-not-found')
  return { kind: found.kind, steps, more: steps.length < actions.length }
}
