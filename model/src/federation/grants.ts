import {
  type Agreement,
  type Collaboration,
  type DataGrant,
  type Grant,
  grantedItems,
  type Power,
  powerNames,
} from '../catalogue/agreement.ts'
import { type Problem, problem } from '../problems/problem.ts'
import type { Instant } from '../records/action.ts'
import { agreementDate, countedAt, currentAgreements, type HeldAgreement, standingOf } from './agreements.ts'

/** When something is asked. `begun`: the instant at which the running case began, where there is one. */
interface Time {
  at: Instant
  begun?: Instant | undefined
}

/** May `grantee` use `power` for `grantor`'s item, here, by this person? */
export interface GrantQuestion extends Time {
  item: string
  grantor: string
  grantee: string
  power: Power
  /** Station key. A grant names its stations, so an act at no station is covered by none. */
  station?: string | undefined
  /** Username at the grantee's node; needed where a grant names its staff. */
  staff?: string | undefined
}

/** May `consumer` ask `provider` for these fields of a resource, for this purpose? */
export interface DataQuestion extends Time {
  resource: string
  provider: string
  consumer: string
  purpose: string
  fields: readonly string[]
}

/** May `asker` ask `asked` for a task (协办) in a case of this item? */
export interface CollaborationQuestion extends Time {
  task: string
  item: string
  asker: string
  asked: string
}

/** The clause that allows, and the agreement it stands in. */
export interface Allowed<Clause> {
  grant: Clause
  agreement: HeldAgreement
}

/** Names of jurisdictions for the sentences of refusals; codes where the caller has none. */
export type NameOf = (jurisdiction: string) => string
const code: NameOf = jurisdiction => jurisdiction

/**
 * The grant (授权) on which an act across the border rests, or the problem that says why there is none. Default: deny.
 * Refusals: `no-grant`, `agreement-unsigned`, `grant-withdrawn`, `grant-not-begun`, `grant-expired`,
 * `station-not-granted`, `staff-not-granted`; of several, the one that lacks least.
 */
export function grantFor(
  held: readonly HeldAgreement[],
  question: GrantQuestion,
  nameOf: NameOf = code,
): Allowed<Grant> | Problem {
  const { item, grantor, grantee, power, station, staff } = question
  return decide(held, question, item, {
    clauses: agreement =>
      agreement.grants.filter(
        grant =>
          grant.published &&
          grant.grantor === grantor &&
          grant.grantee === grantee &&
          grant.powers.includes(power) &&
          grantedItems(grant, agreement).includes(item),
      ),
    judge: (grant, counted) =>
      outsideDates(grant, question.at, counted, item) ??
      (station && grant.stations.includes(station)
        ? undefined
        : problem('station-not-granted', { stations: grant.stations.join('、') })) ??
      (grant.staff === 'any' || (staff && grant.staff.includes(staff))
        ? undefined
        : problem('staff-not-granted', { item })),
    none: () =>
      problem('no-grant', {
        grantee: nameOf(grantee),
        grantor: nameOf(grantor),
        item,
        power: powerNames[power],
      }),
  })
}

/**
 * The data grant (数据共享条款) on which a query rests, or why there is none: `no-data-grant`, `purpose-not-allowed`,
 * `field-not-granted`, or that the agreement is not in force.
 */
export function dataGrantFor(
  held: readonly HeldAgreement[],
  question: DataQuestion,
  nameOf: NameOf = code,
): Allowed<DataGrant> | Problem {
  const { resource, provider, consumer, purpose, fields } = question
  return decide(held, question, resource, {
    clauses: agreement =>
      agreement.data.filter(
        grant => grant.resource === resource && grant.provider === provider && grant.consumer === consumer,
      ),
    judge: grant => {
      if (!grant.purposes.includes(purpose)) return problem('purpose-not-allowed', { purpose, resource })
      const beyond = fields.filter(field => !grant.fields.includes(field))
      return beyond.length > 0
        ? problem('field-not-granted', { resource, fields: beyond.join('、') })
        : undefined
    },
    none: () =>
      problem('no-data-grant', { consumer: nameOf(consumer), provider: nameOf(provider), resource }),
  })
}

/** The collaboration (协办条款) under which a task may be asked, or why there is none: `no-collaboration`, … */
export function collaborationFor(
  held: readonly HeldAgreement[],
  question: CollaborationQuestion,
  nameOf: NameOf = code,
): Allowed<Collaboration> | Problem {
  const { task, item, asker, asked } = question
  return decide(held, question, item, {
    clauses: agreement =>
      agreement.collaborations.filter(
        clause =>
          clause.task === task && clause.item === item && clause.asker === asker && clause.asked === asked,
      ),
    judge: () => undefined,
    none: () => problem('no-collaboration', { asker: nameOf(asker), asked: nameOf(asked), item, task }),
  })
}

/** Refusals from far to near: a person is told the one that is easiest to mend. */
const nearness = [
  'agreement-unsigned',
  'grant-withdrawn',
  'grant-expired',
  'grant-not-begun',
  'purpose-not-allowed',
  'field-not-granted',
  'station-not-granted',
  'staff-not-granted',
]

function decide<Clause>(
  held: readonly HeldAgreement[],
  { at, begun }: Time,
  object: string,
  rule: {
    clauses: (agreement: Agreement) => readonly Clause[]
    /** `counted`: the instant that dates are held against, the beginning of a case that is finished. */
    judge: (clause: Clause, counted: Instant) => Problem | undefined
    none: () => Problem
  },
): Allowed<Clause> | Problem {
  let nearest: Problem | undefined
  for (const agreement of currentAgreements(held, at, begun)) {
    const counted = countedAt(agreement.document, at, begun)
    for (const grant of rule.clauses(agreement.document)) {
      const refusal = notInForce(agreement, at, begun, object) ?? rule.judge(grant, counted)
      if (!refusal) return { grant, agreement }
      if (!nearest || nearness.indexOf(refusal.code) > nearness.indexOf(nearest.code)) nearest = refusal
    }
  }
  return nearest ?? rule.none()
}

function notInForce(
  agreement: HeldAgreement,
  at: Instant,
  begun: Instant | undefined,
  item: string,
): Problem | undefined {
  const { number, validFrom, validTo } = agreement.document
  switch (standingOf(agreement, at, begun)) {
    case 'in-force':
      return undefined
    case 'unsigned':
      return problem('agreement-unsigned', { number })
    case 'withdrawn':
      return problem('grant-withdrawn', {
        item,
        date: agreement.withdrawal ? agreementDate(agreement.withdrawal.effectiveAt) : '',
      })
    case 'not-begun':
      return problem('grant-not-begun', { item, date: validFrom })
    case 'expired':
      return problem('grant-expired', { item, date: validTo })
  }
}

function outsideDates(grant: Grant, at: Instant, counted: Instant, item: string): Problem | undefined {
  if (agreementDate(at) < grant.from) return problem('grant-not-begun', { item, date: grant.from })
  return agreementDate(counted) > grant.to ? problem('grant-expired', { item, date: grant.to }) : undefined
}
