import type { ItemDocument } from './document.ts'
import type { ItemVersion } from './item.ts'

/** One row of the table in which the counter shows two guides of one item side by side. */
export interface GuideDifference {
  /** Path into the item, dotted; documents by code: `documents.lease.needed`. */
  path: string
  mine: unknown
  theirs: unknown
}

/** What matters at the window: other fields (phones, places) differ anyway. */
const COMPARED: ((item: ItemVersion) => [path: string, value: unknown][])[] = [
  item => [
    ['kind', item.kind],
    ['projectType', item.projectType],
    ['limits.decision.promised', item.limits.decision.promised],
    ['limits.decision.statutory', item.limits.decision.statutory],
    ['limits.correction', item.limits.correction],
    ['fee', item.fee],
    ['visits.count', item.visits.count],
    ['channels.onlineDepth', item.channels.onlineDepth],
  ],
  item => item.conditions.map(condition => [`conditions.${condition.key}`, condition.text]),
  item => item.specialProcedures.map(procedure => [`specialProcedures.${procedure.key}`, procedure.text]),
  item => [['refusals', item.refusals]],
  item => item.documents.flatMap(documentFields),
  item => item.results.map(result => [`results.${result.code}`, result.delivery]),
]

function documentFields(document: ItemDocument): [string, unknown][] {
  const at = `documents.${document.code}`
  return [
    [`${at}.needed`, document.needed],
    [`${at}.exempt`, document.exempt],
    [`${at}.original`, document.original],
    [`${at}.declaration`, document.declaration],
    [`${at}.standard`, document.standard],
  ]
}

/** 比对项: what is compared of a guide, by path, in the order in which people read it. */
export function comparedPoints(item: ItemVersion): Map<string, unknown> {
  return new Map(COMPARED.flatMap(fields => fields(item)))
}

/** 差异: where two guides of one item differ; a document or condition that one side lacks shows `undefined` there. */
export function compareGuides(mine: ItemVersion, theirs: ItemVersion): GuideDifference[] {
  const [a, b] = [comparedPoints(mine), comparedPoints(theirs)]
  return [...new Set([...a.keys(), ...b.keys()])]
    .map(path => ({ path, mine: a.get(path), theirs: b.get(path) }))
    .filter(row => JSON.stringify(row.mine) !== JSON.stringify(row.theirs))
}
