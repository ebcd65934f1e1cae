import { z } from 'zod'
import { JurisdictionCode } from '../identifiers/division.ts'
import { type Permission, permissions } from './permissions.ts'
import { Role } from './roles.ts'

/** A signed-in person as the node sees him: from the identity provider's claims, never from the request. */
export const Principal = z.object({
  kind: z.enum(['staff', 'resident']),
  subject: z.string(),
  name: z.string(),
  jurisdiction: JurisdictionCode,
  roles: z.array(Role),
  department: z.string().optional(),
  station: z.string().optional(),
  /** Windows (窗口号) at the station. */
  window: z.string().optional(),
})
export type Principal = z.infer<typeof Principal>

/** Whether a post holds a permission at all. The area and the record are asked after it. */
export function holds(who: Principal | undefined, permission: Permission): boolean {
  const rule = permissions[permission]
  if (rule === 'anyone') return true
  if (!who) return false
  if (rule === 'signed-in') return true
  return (rule as readonly Role[]).some(role => who.roles.includes(role))
}
