import { z } from 'zod'
import { JurisdictionCode } from '../identifiers/division.ts'
import { RecordId } from '../identifiers/record-id.ts'
import { Action, Disclosure, Instant } from './action.ts'

const Key = z.strictObject({
  kid: z.string(),
  jwk: z.strictObject({ kty: z.string(), crv: z.string(), x: z.string() }),
  notBefore: z.string(),
  notAfter: z.string().optional(),
})

/**
 * A record as a file that anyone can check without a node: every action, the personal parts that its reader may have,
 * the public keys, and over all of it the signature of the node that wrote the file. The file is the JCS form
 * (RFC 8785) to the byte, so that no change, not even of white space, goes unseen.
 */
export const RecordFile = z.strictObject({
  format: z.literal('lianqiao-record@1'),
  record: RecordId,
  kind: z.string(),
  exportedAt: Instant,
  exportedBy: JurisdictionCode,
  actions: z.array(Action).min(1),
  /** Personal parts by step. */
  parts: z.record(z.string(), z.array(Disclosure)),
  /** Keys of everyone who signed in the record, as the exporting node's directory has them. */
  keys: z.record(z.string(), z.array(Key)),
  /** Detached JWS over the JCS form of all members above. */
  signature: z.string(),
})
export type RecordFile = z.infer<typeof RecordFile>
