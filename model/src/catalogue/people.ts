import { z } from 'zod'
import { Role } from '../people/roles.ts'
import { JurisdictionCode, Key } from './codes.ts'

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

/**
 * `demo/registry/<resource>.json`: rows that a demonstration node answers queries of one data resource from. Each row
 * has the fields of that resource and no others.
 */
export const DemoRegistry = z.strictObject({
  resource: Key,
  notice: z.string(),
  rows: z.array(z.record(z.string(), z.union([z.string(), z.boolean(), z.int(), z.null()]))),
})
export type DemoRegistry = z.infer<typeof DemoRegistry>
