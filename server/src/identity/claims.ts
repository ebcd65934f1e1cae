import { JurisdictionCode } from '@lianqiao/model/identifiers/division.ts'
import { ResidentId } from '@lianqiao/model/identifiers/resident-id.ts'
import type { Principal } from '@lianqiao/model/people/principal.ts'
import { Role } from '@lianqiao/model/people/roles.ts'
import { problem } from '@lianqiao/model/problems/problem.ts'
import { z } from 'zod'
import type { Node } from '../platform/node.ts'

/** What the identity provider says of a person: standard claims of OpenID Connect Core 1.0, and ours. */
export const Claims = z.object({
  sub: z.string().min(1).max(80),
  name: z.string().min(1).max(60),
  /** Authentication methods (RFC 8176), from the signed id token. */
  amr: z.array(z.string()).default([]),
  lianqiao: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('staff'),
      jurisdiction: JurisdictionCode,
      roles: z.array(Role.exclude(['resident', 'applicant', 'system'])).min(1),
      department: z.string().optional(),
      station: z.string().optional(),
      window: z.string().optional(),
    }),
    z.object({ kind: z.literal('resident') }),
  ]),
  /** A resident's own number, given to the node and never to the browser. */
  resident_id: ResidentId.optional(),
})
export type Claims = z.infer<typeof Claims>

/**
 * The subject by which this node knows a resident: a keyed digest of the resident id, so that what was opened for him at a
 * counter is his when he signs in, and the name tells nothing to anyone who does not hold the node's key.
 */
export function residentSubject(node: Pick<Node, 'vault'>, id: ResidentId): string {
  return `r-${node.vault.index('resident-id', id).toString('hex')}`
}

/**
 * The person as this node takes him. Throws `second-factor-needed` for staff who signed in without a one-time code, and
 * `other-jurisdiction` for staff of a neighbour: a post holds only where it was given.
 */
export function principalOf(node: Node, claims: Claims): Principal {
  const { sub, name, amr, lianqiao, resident_id } = claims
  if (lianqiao.kind === 'resident') {
    const subject = resident_id ? residentSubject(node, resident_id) : sub
    return { kind: 'resident', subject, name, jurisdiction: node.jurisdiction, roles: ['resident'] }
  }
  if (!amr.includes('otp')) throw problem('second-factor-needed')
  if (lianqiao.jurisdiction !== node.jurisdiction)
    throw problem('other-jurisdiction', { jurisdiction: lianqiao.jurisdiction })
  return { subject: sub, name, ...lianqiao }
}
