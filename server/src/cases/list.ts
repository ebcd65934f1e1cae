import type { CaseSummary } from '@lianqiao/model/api/case-views.ts'
import type { listCases } from '@lianqiao/model/api/cases.ts'
import type { OutputOf, QueryOf } from '@lianqiao/model/api/endpoint.ts'
import { typedRecordId } from '@lianqiao/model/identifiers/record-id.ts'
import { parseTrackingCode } from '@lianqiao/model/identifiers/tracking-code-text.ts'
import { mayList } from '@lianqiao/model/people/may.ts'
import type { Principal } from '@lianqiao/model/people/principal.ts'
import { permit } from '@lianqiao/model/procedures/permit/permit.ts'
import { audit } from '../platform/audit.ts'
import type { Node } from '../platform/node.ts'
import { transaction } from '../platform/transaction.ts'
import { actorOf } from '../records/index.ts'
import { findIndex, listIndex } from './store/lists.ts'
import { summaries } from './summary.ts'

const openPhases = Object.entries(permit.phases).flatMap(([phase, { end }]) => (end ? [] : [phase]))

/** A page of cases for a reader: what waits for his post, all, or the ended ones. */
export async function pageOfCases(
  node: Node,
  who: Principal,
  query: QueryOf<typeof listCases>,
): Promise<OutputOf<typeof listCases>> {
  const { view, item, phase, receivedSince, overdue, limit } = query
  const listed = await listIndex(node.db, {
    filter: mayList(who),
    view,
    work: workOf(node, who),
    openPhases,
    jurisdiction: node.jurisdiction,
    department: who.department,
    item,
    phase,
    receivedSince,
    ...(overdue ? { dueBy: node.time.now() } : {}),
    after: query.after ? cursorOf(query.after) : undefined,
    limit: limit + 1,
  })
  const page = listed.slice(0, limit)
  const last = page.at(-1)
  return {
    cases: await summaries(node, who, page),
    next:
      last && listed.length > limit ? Buffer.from(`${last.dueKey}|${last.id}`).toString('base64url') : null,
  }
}

/** 任意号码、电话、姓名皆可查: whatever the text is, it is looked for as that; never among cases one may not read. */
export async function findByText(
  node: Node,
  who: Principal,
  text: string,
  traceId: string,
): Promise<CaseSummary[]> {
  const id = typedRecordId(text)
  const tracking = parseTrackingCode(text)
  const index = (['id_index', 'phone_index', 'name_index'] as const).map(column => ({
    column,
    value: node.vault.index(
      { id_index: 'resident-id', phone_index: 'phone', name_index: 'name' }[column],
      text.toUpperCase(),
    ),
  }))
  const found = await findIndex(node.db, mayList(who), {
    ...(id ? { id } : {}),
    index: tracking
      ? [...index, { column: 'tracking_index' as const, value: node.vault.index('tracking', tracking) }]
      : index,
  })
  await transaction(node.db, tx => audit(node, tx, { who, verb: 'cases.find', traceId }))
  return summaries(node, who, found)
}

/** Phases in which a row of the procedure waits for one of this person's posts, with the seat it is done from. */
function workOf(node: Node, who: Principal): { phase: string; seat: string }[] {
  const actor = actorOf(node, who)
  return permit.rows
    .filter(row => !row.optional && row.by.some(role => actor.roles.includes(role)))
    .flatMap(row => (row.from === '*' ? [] : row.from.map(phase => ({ phase, seat: row.seat }))))
}

function cursorOf(after: string): { key: string; id: string } {
  const [key = 'infinity', id = ''] = Buffer.from(after, 'base64url').toString().split('|')
  return { key: /^\d{4}-[\d:.TZ-]+$/.test(key) ? key : 'infinity', id }
}
