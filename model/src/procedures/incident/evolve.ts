import type { JurisdictionCode } from '../../identifiers/division.ts'
import type { Action } from '../../records/action.ts'
import type { BodyOf, Evidence, Unit, Verb } from './bodies.ts'
import type { Contact, IncidentClock, IncidentData } from './data.ts'

/** Fold one action of an incident into its data. `open` holds the body and the disclosures that this reader has. */
export function evolve(
  data: IncidentData | undefined,
  action: Action,
  open: Record<string, unknown>,
): IncidentData {
  if (!data) return begun(action, open)
  const { at, actor } = action
  const body = <V extends Verb>() => action.body as unknown as BodyOf<V>
  const next = withEvidence(data, action)
  switch (action.verb as Verb) {
    case 'secure':
      return { ...next, secured: { measures: body<'secure'>().measures, at, by: actor } }
    case 'share': {
      const { to, tier } = body<'share'>()
      const concerned = tier === 'assist' ? union(next.concerned, to) : next.concerned
      return { ...next, concerned, involved: union(next.involved, to) }
    }
    case 'link':
      return { ...next, links: [...next.links, body<'link'>()] }
    case 'merge':
      return { ...next, links: [...next.links, { kind: 'merged-into', record: body<'merge'>().into }] }
    case 'unmerge':
      return { ...next, links: next.links.filter(l => l.kind !== 'merged-into') }
    case 'file':
      return { ...next, ...body<'file'>().reclassified }
    case 'settle':
      return settled(next, actor.jurisdiction, body<'settle'>(), at)
    case 'take':
      return { ...next, lead: actor.jurisdiction }
    case 'dispatch': {
      const { unit, backstop } = body<'dispatch'>()
      return atWork({ ...next, backstop }, unit, backstop)
    }
    case 'return':
    case 'refer': {
      const { ground, reason } = body<'return'>()
      const returns = next.unit ? [...next.returns, { unit: next.unit, ground, reason, at }] : next.returns
      return { ...fresh(next, 'dispatch'), returns, unit: undefined }
    }
    case 'arbitrate': {
      const { unit, basis } = body<'arbitrate'>()
      return { ...atWork(next, unit), arbitrated: { basis, at, by: actor } }
    }
    case 'escalate':
      return { ...fresh(next, 'handling'), level: 2, unit: next.backstop, extended: undefined }
    case 'suspend':
      return { ...next, suspension: { ground: body<'suspend'>().ground, at } }
    case 'resume':
      return { ...next, suspension: undefined }
    case 'extend': {
      const { by, reason } = body<'extend'>()
      return { ...next, extended: { by, reason, at } }
    }
    case 'urge':
      return { ...next, urged: [...next.urged, body<'urge'>().clock] }
    case 'feed-back': {
      const feedback = { result: body<'feed-back'>().result, at, by: actor }
      return { ...fresh(next, 'check'), feedback, checks: [], word: undefined, agreed: [] }
    }
    case 'check': {
      const { done, way } = body<'check'>()
      return { ...next, checks: [...next.checks, { done, way, at, by: actor }] }
    }
    case 'hear': {
      const { word, way } = body<'hear'>()
      return { ...next, word: { word, way, at } }
    }
    case 'agree':
      return { ...next, agreed: union(next.agreed, actor.jurisdiction) }
    case 'rework':
      return { ...next, reworks: next.reworks + 1 }
    case 'close':
      return { ...next, closedAt: at }
    case 'evaluate':
      return { ...next, evaluation: { grade: body<'evaluate'>().grade, at } }
    case 'rate':
      return { ...next, rating: { grade: body<'rate'>().grade, at } }
    case 'reopen': {
      const { reason, report } = body<'reopen'>()
      const reopenings = [...next.reopenings, { reason, ...(report ? { report } : {}), at }]
      return { ...next, ...untouched, reopenings }
    }
    default:
      return next
  }
}

/** A series begins its work anew, with all that was learnt. */
const untouched = {
  level: 1,
  unit: undefined,
  backstop: undefined,
  returns: [],
  arbitrated: undefined,
  extended: undefined,
  urged: [],
  rating: undefined,
} satisfies Partial<IncidentData>

function begun(action: Action, open: Record<string, unknown>): IncidentData {
  const report = action.body as unknown as BodyOf<'report'>
  return {
    channel: report.channel,
    class: report.class,
    place: report.place,
    receiving: report.receiving,
    lead: report.receiving,
    jurisdiction: report.jurisdiction,
    concerned: report.concerned,
    involved: report.concerned,
    positions: [],
    limits: report.limits,
    reporter: report.reporter,
    contact: open.contact as Contact | undefined,
    description: open.description as string | undefined,
    trackingCode: open.tracking as string | undefined,
    evidence: report.evidence.map(e => ({ ...e, step: 'report', at: action.at })),
    reportedAt: action.at,
    level: 1,
    returns: [],
    urged: [],
    checks: [],
    agreed: [],
    reworks: 0,
    reopenings: [],
    links: [],
  }
}

/** Whatever step brings evidence: it is kept with the step that brought it. */
function withEvidence(data: IncidentData, { verb, at, body }: Action): IncidentData {
  const given = (body.evidence ?? []) as unknown as Evidence[]
  if (given.length === 0) return data
  return { ...data, evidence: [...data.evidence, ...given.map(e => ({ ...e, step: verb, at }))] }
}

/** 管辖认定: settled as soon as all sides concerned hold the same. */
function settled(
  data: IncidentData,
  by: JurisdictionCode,
  { jurisdiction: holds, basis }: BodyOf<'settle'>,
  at: Action['at'],
): IncidentData {
  const positions = [...data.positions.filter(p => p.by !== by), { by, holds, basis, at }]
  const agreed = data.concerned.every(side => positions.some(p => p.by === side && p.holds === holds))
  return { ...data, positions, jurisdiction: agreed ? holds : data.jurisdiction }
}

function atWork(data: IncidentData, unit: Unit, backstop: Unit = unit): IncidentData {
  return { ...data, unit, involved: union(data.involved, unit.jurisdiction, backstop.jurisdiction) }
}

/** A clock that begins again may be urged again. */
function fresh(data: IncidentData, clock: IncidentClock): IncidentData {
  return { ...data, urged: data.urged.filter(c => c !== clock) }
}

function union(known: JurisdictionCode[], ...more: JurisdictionCode[]): JurisdictionCode[] {
  return [...new Set([...known, ...more])]
}
