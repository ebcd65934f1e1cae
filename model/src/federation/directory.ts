import { z } from 'zod'
import { JurisdictionCode } from '../identifiers/division.ts'
import { Instant } from '../records/action.ts'

/** A public key and when its signatures count: from `notBefore`, up to but not including `notAfter`. */
const DirectoryKey = z.strictObject({
  /** JWK thumbprint (RFC 7638). */
  kid: z.string(),
  jwk: z.strictObject({ kty: z.string(), crv: z.string(), x: z.string() }),
  notBefore: Instant,
  notAfter: Instant.exactOptional(),
})

/** One node (节点): whose it is, where it is reached (no slash at the end), and all keys it ever signed with. */
export const DirectoryNode = z.strictObject({
  jurisdiction: JurisdictionCode,
  name: z.string().min(1).max(80),
  url: z.url({ protocol: /^https?$/ }).refine(url => !url.endsWith('/')),
  keys: z.array(DirectoryKey).min(1),
})
export type DirectoryNode = z.infer<typeof DirectoryNode>

/**
 * 通讯录: who takes part and with which keys. It speaks for instants from the oldest key up to `expiresAt`; keys are
 * never taken out, so that old signatures can be proved. Signed as a compact JWS of type `lianqiao-directory+jws`.
 */
export const DirectoryDocument = z
  .strictObject({ issuedAt: Instant, expiresAt: Instant, nodes: z.array(DirectoryNode).min(1) })
  .refine(document => document.issuedAt < document.expiresAt, { path: ['expiresAt'] })
  .refine(({ nodes }) => new Set(nodes.map(node => node.jurisdiction)).size === nodes.length, {
    path: ['nodes'],
  })
export type DirectoryDocument = z.infer<typeof DirectoryDocument>

/** The trust file of a node: the pinned public keys of the authority that signs the directory, old and new. */
export const DirectoryTrust = z.strictObject({ keys: z.array(DirectoryKey).min(1) })
export type DirectoryTrust = z.infer<typeof DirectoryTrust>
