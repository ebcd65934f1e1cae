import { z } from 'zod'

/** 统计用区划代码: six digits of the county, nine of the street or town, or twelve of the community (村居). */
export const DivisionCode = z.string().regex(/^\d{6}(\d{3}(\d{3})?)?$/)
export type DivisionCode = z.infer<typeof DivisionCode>

/** A short key of ours in kebab case: departments, stations, windows, rooms, documents, resources. */
export const Key = z
  .string()
  .max(80)
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/)
export type Key = z.infer<typeof Key>

/**
 * 事项代码: our key of a service item, the same in every jurisdiction that offers it, e.g. `no-crime-certificate`.
 * It joins two guides of one item across a border; the national codes stand beside it where they are known, since
 * many local lists are published without them.
 */
export const ItemCode = Key
export type ItemCode = z.infer<typeof ItemCode>

/** 版本号: counted from one; more than this nobody publishes, and a database counts no further than two thousand times it. */
export const VersionNumber = z.int().positive().max(1_000_000)

/** 数据持有地: the own node (本地), or the node of the applicant's registered household (户籍地). */
export const Holder = z.enum(['本地', '户籍地'])
export type Holder = z.infer<typeof Holder>

/** JSON Pointer (RFC 6901) into a form's data, e.g. `/applicant/idNumber`. */
export const Pointer = z.string().regex(/^(\/[^/]+)+$/)
export type Pointer = z.infer<typeof Pointer>

/**
 * How far the text of a file is confirmed by a public source: `confirmed`, or `示例` when it is our example that a
 * deployment replaces by its own published text.
 */
export const Confirmation = z.enum(['confirmed', '示例'])
export type Confirmation = z.infer<typeof Confirmation>
