import { JurisdictionCode } from '@lianqiao/model/identifiers/division.ts'
import { RecordId } from '@lianqiao/model/identifiers/record-id.ts'
import { Digest, Instant, Seq } from '@lianqiao/model/records/action.ts'
import { z } from 'zod'
import { Replica } from '../replicate.ts'

/** Query `records.shared`: which records in which we both take part changed since, by number, from `after` on. */
export const SharedRequest = z.strictObject({ since: Instant, after: z.string().max(80) })

/** How far the answering side has each, whoever leads it: its last step, and that step's hash. */
export const SharedPage = z.strictObject({
  records: z
    .array(z.strictObject({ record: RecordId, leader: JurisdictionCode, seq: Seq, hash: Digest }))
    .max(500),
  more: z.boolean(),
})
export type SharedRecord = z.infer<typeof SharedPage>['records'][number]

/** Query `records.steps`: the steps of a shared record from `from` on, with the personal parts that the asking side may know. */
export const StepsRequest = z.strictObject({ record: RecordId, from: Seq })

export const StepsPage = Replica.extend({ more: z.boolean() })
