import type { JurisdictionCode } from '../identifiers/division.ts'
import type { Principal } from './principal.ts'
import type { Role } from './roles.ts'

/**
 * Whom a record concerns: the area of the question role × area × record. A store keeps it beside the record, so that
 * lists, searches and single reads ask the same thing.
 */
export interface RecordScope {
  /** 属地: the jurisdiction that decides. */
  deciding: JurisdictionCode
  /** 收件地: the jurisdiction whose window (or portal) received it. */
  receiving: JurisdictionCode
  /** 参与方: every jurisdiction that takes part, the two above among them. */
  participants: readonly JurisdictionCode[]
  /** Departments at work on it, each as `departmentKey` says. */
  departments: readonly string[]
  /** Stations (站点) at which it was received or is handed over; a joint station has one code for all its parties. */
  stations: readonly string[]
  /** Subjects of the people it is about or who act for them. */
  applicants: readonly string[]
}

/** A department of one jurisdiction, `320111:public-security`: its namesake across the border is another one. */
export function departmentKey(jurisdiction: JurisdictionCode, department: string): string {
  return `${jurisdiction}:${department}`
}

/**
 * Which records a person may read, in a form that a store can turn into SQL. `staff`: the jurisdiction is among the
 * participants, and one of the others holds – all of them, or the received ones, or an overlap of departments or
 * stations. `matches` is the meaning; a WHERE clause says the same.
 */
export type ReadFilter =
  | { kind: 'none' }
  | { kind: 'applicant'; subject: string }
  | {
      kind: 'staff'
      participant: JurisdictionCode
      all: boolean
      receiving: boolean
      departments: readonly string[]
      stations: readonly string[]
    }

const nothing: ReadFilter = { kind: 'none' }

/** 系统管理员 and 安全管理员 look after the system and see no case, whatever else their account says (三员分立). */
const administrators: readonly Role[] = ['sysadmin', 'secadmin']
/** Posts that see every record their jurisdiction takes part in. */
const overseers: readonly Role[] = ['principal', 'auditor']
/** Posts that work on the records of their own department. */
const caseworkers: readonly Role[] = [
  'clerk',
  'acceptor',
  'approver',
  'issuer',
  'collaborator',
  'duty',
  'handler',
  'inspector',
]

/** What a person may list. The only place where role, area and record are weighed; `mayRead` follows from it. */
export function mayList(who: Principal | undefined): ReadFilter {
  if (!who) return nothing
  const has = (roles: readonly Role[]) => roles.some(role => who.roles.includes(role))
  if (who.kind === 'resident')
    return has(['resident']) ? { kind: 'applicant', subject: who.subject } : nothing
  if (has(administrators)) return nothing
  const all = has(overseers)
  if (!all && !has(caseworkers)) return nothing
  const clerk = who.roles.includes('clerk')
  return {
    kind: 'staff',
    participant: who.jurisdiction,
    all,
    // A person comes back to another hall than the one he began at, so a clerk serves what any of them received.
    receiving: clerk,
    departments: who.department ? [departmentKey(who.jurisdiction, who.department)] : [],
    stations: clerk && who.station ? [who.station] : [],
  }
}

/** Whether a record falls under a filter. */
export function matches(filter: ReadFilter, scope: RecordScope): boolean {
  switch (filter.kind) {
    case 'none':
      return false
    case 'applicant':
      return scope.applicants.includes(filter.subject)
    case 'staff':
      return (
        scope.participants.includes(filter.participant) &&
        (filter.all ||
          (filter.receiving && scope.receiving === filter.participant) ||
          filter.departments.some(d => scope.departments.includes(d)) ||
          filter.stations.some(s => scope.stations.includes(s)))
      )
  }
}

/** Whether a person may read a record at all. */
export function mayRead(who: Principal | undefined, scope: RecordScope): boolean {
  return matches(mayList(who), scope)
}

/**
 * Whether a reader is shown personal data. An auditor (审计员) checks what was done by whom and when, and is shown
 * metadata only – also where his account holds another post.
 */
export function seesPersonalData(who: Principal | undefined, scope: RecordScope): boolean {
  return mayRead(who, scope) && !who?.roles.includes('auditor')
}
