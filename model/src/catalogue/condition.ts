import { z } from 'zod'
import { Key } from './codes.ts'

/**
 * A condition that the node can look up instead of asking for paper. `field` is a field of the data resource's row.
 *  - `months-since`: at least `months` whole months have passed since the date in `field`
 *  - `one-of`: the value is one of those listed
 *  - `age`: the date of birth in `field` gives an age of at least `from` and below `below` years
 */
export const ConditionCheck = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('months-since'),
    resource: Key,
    field: z.string(),
    months: z.int().positive().max(1200),
  }),
  z.strictObject({
    kind: z.literal('one-of'),
    resource: Key,
    field: z.string(),
    values: z.array(z.string()).min(1),
  }),
  z.strictObject({
    kind: z.literal('age'),
    resource: Key,
    field: z.string(),
    from: z.int().nonnegative().optional(),
    below: z.int().positive().optional(),
  }),
])
export type ConditionCheck = z.infer<typeof ConditionCheck>

/** 受理条件: one condition, in the words of the guide, with a check where a register can answer. */
export const ItemCondition = z.strictObject({ key: Key, text: z.string(), check: ConditionCheck.optional() })
export type ItemCondition = z.infer<typeof ItemCondition>
