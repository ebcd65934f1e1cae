import { z } from 'zod'
import { momentOf } from '../clocks/moment.ts'
import { JurisdictionCode } from '../identifiers/division.ts'

/** 证照状态 as the issuer keeps it; the numbers are those of a Token Status List (draft-ietf-oauth-status-list, 7.1). */
export const statusNumbers = { active: 0, revoked: 1, suspended: 2 } as const
export type CertificateStatus = keyof typeof statusNumbers
export const CertificateStatus = z.enum(
  Object.keys(statusNumbers) as [CertificateStatus, ...CertificateStatus[]],
)

/** What a verifier is told: 有效, 已作废, 已暂停, 已过有效期, or 状态未知 where no fresh word of the issuer was at hand. */
export const Verdict = z.enum(['valid', 'revoked', 'suspended', 'expired', 'unknown'])
export type Verdict = z.infer<typeof Verdict>

/**
 * The verdict on a certificate on a local date. `status` undefined: nothing fresh is known of it, and nothing is
 * presumed. Revocation weighs more than the end of validity, for it denies the time before as well.
 */
export function verdictOn(
  date: string,
  certificate: { status: CertificateStatus | undefined; validUntil?: string | undefined },
): Verdict {
  const { status, validUntil } = certificate
  if (status === 'revoked') return 'revoked'
  if (validUntil !== undefined && validUntil < date) return 'expired'
  if (status === undefined) return 'unknown'
  return status === 'active' ? 'valid' : 'suspended'
}

/** A name as strangers see it: `演示甲` → `演*甲`, `王芳` → `王*`. Who knows the holder recognises it; nobody learns it. */
export function maskName(name: string): string {
  const [first = '', ...rest] = [...name]
  const last = rest.pop()
  if (last === undefined) return '*'
  return rest.length === 0 ? `${first}*` : `${first}${'*'.repeat(rest.length)}${last}`
}

/** URI of the jurisdiction that signs a credential, and of a credential's type (`vct`). */
export const issuerUri = (jurisdiction: string) => `urn:lianqiao:jurisdiction:${jurisdiction}`
export const typeUri = (type: string) => `urn:lianqiao:certificate:${type}`

/** The jurisdiction of an issuer's URI; nothing for any other URI. */
export function jurisdictionOf(uri: string): JurisdictionCode | undefined {
  return JurisdictionCode.safeParse(uri.startsWith(issuerUri('')) ? uri.slice(issuerUri('').length) : '').data
}

/** The local date of an instant: validity is counted in days of the issuer's place, and there is one time in China. */
export const certificateDate = (at: string): string => momentOf(at, 'Asia/Shanghai').date
