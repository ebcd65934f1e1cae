import type { Principal } from '@lianqiao/model/people/principal.ts'
import type { Actor } from '@lianqiao/model/records/action.ts'
import type { Node } from '../platform/node.ts'

/** A signed-in person as the actor of a step. Residents act as applicants; what they may act upon, the scope has said. */
export function actorOf(node: Node, who: Principal): Actor {
  if (who.kind === 'resident')
    return { kind: 'applicant', jurisdiction: node.jurisdiction, subject: who.subject, roles: ['applicant'] }
  return {
    kind: 'staff',
    jurisdiction: who.jurisdiction,
    subject: who.subject,
    name: who.name,
    roles: who.roles,
    ...(who.department ? { department: who.department } : {}),
    ...(who.station ? { station: who.station } : {}),
  }
}

/** The node acting by itself. */
export function systemActor(node: Node): Actor {
  return { kind: 'system', jurisdiction: node.jurisdiction, subject: 'system', roles: ['system'] }
}
