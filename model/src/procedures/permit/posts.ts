import { departmentKey } from '../../people/may.ts'
import type { Role } from '../../people/roles.ts'
import type { Actor } from '../../records/action.ts'
import type { Row } from '../../records/procedure.ts'
import type { RecordState } from '../../records/state.ts'
import type { PermitData } from './data.ts'
import { openRequests } from './evolve.ts'

/** Posts that work for the department of the item; the others work for their window or their whole jurisdiction. */
const ofTheDepartment: readonly Role[] = ['acceptor', 'approver', 'issuer', 'principal']

/**
 * Whether one of the actor's posts lets him take this step on this very case: an approver of another department may not,
 * whatever his roles are called; who answers a request must be of the department that was asked.
 */
export function postAllows(row: Row<PermitData>, state: RecordState<PermitData>, actor: Actor): boolean {
  const { deciding, item } = state.data
  return row.by.some(role => {
    if (!actor.roles.includes(role)) return false
    if (actor.kind !== 'staff') return true
    if (role === 'collaborator')
      return openRequests(state.data).some(
        r => r.to === actor.jurisdiction && r.department === actor.department,
      )
    // At a partner's window the receiving clerk's own department has no part in the item.
    if (ofTheDepartment.includes(role))
      return actor.jurisdiction === deciding && actor.department === item.department
    return true
  })
}

/** Departments at work on a case, as scopes name them: the deciding one, and all that were ever asked. */
export function departmentsOf(data: PermitData): string[] {
  return [
    departmentKey(data.deciding, data.item.department),
    ...data.requests.map(r => departmentKey(r.to, r.department)),
  ]
}
