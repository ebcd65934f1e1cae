import { z } from 'zod'
import { JurisdictionCode } from '../identifiers/division.ts'
import { Role } from '../people/roles.ts'
import { Key } from './codes.ts'

/**
 * A demonstration account (演示账号). Everyone in it is invented; the password is chosen by the demo, never written here.
 * A resident's account is tied to the person in the registry by `idNumber`.
 */
export const DemoAccount = z.strictObject({
  username: Key,
  name: z.string(),
  nameEn: z.string(),
  roles: z.array(Role).min(1),
  department: Key.optional(),
  station: Key.optional(),
  windows: z.array(Key),
  idNumber: z.string().optional(),
})
export type DemoAccount = z.infer<typeof DemoAccount>

/** `demo/people.json`. */
export const DemoPeople = z.strictObject({
  jurisdiction: JurisdictionCode,
  notice: z.string(),
  accounts: z.array(DemoAccount),
})
export type DemoPeople = z.infer<typeof DemoPeople>
