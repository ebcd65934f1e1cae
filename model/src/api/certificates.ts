import { z } from 'zod'
import { CertificateStatus, Verdict } from '../certificates/certificate.ts'
import { CertificateId } from '../identifiers/certificate-id.ts'
import { JurisdictionCode } from '../identifiers/division.ts'
import { Instant } from '../records/action.ts'
import { endpoint } from './endpoint.ts'

const ById = z.object({ id: CertificateId })

/** 电子证照打印件, for the case's people. */
export const certificateFile = endpoint({
  name: 'certificates.file',
  summary: 'The certificate as PDF',
  method: 'GET',
  path: '/api/certificates/:id/file',
  permission: 'certificates.read',
  params: ById,
  output: 'file',
})

/** The credential itself, for its holder alone: who has it can present it. */
export const certificateCredential = endpoint({
  name: 'certificates.credential',
  summary: 'The certificate as a credential (SD-JWT VC)',
  method: 'GET',
  path: '/api/certificates/:id/credential',
  permission: 'certificates.read',
  params: ById,
  output: z.object({ format: z.literal('dc+sd-jwt'), credential: z.string() }),
})

/** What everybody who holds a print may know. */
export const Verification = z.object({
  verdict: Verdict,
  status: CertificateStatus,
  type: z.object({ name: z.string(), nameEn: z.string() }),
  /** Hidden but for the ends: to compare with the person, not to learn who it is. */
  holder: z.string(),
  issuer: z.object({ name: z.string(), jurisdiction: JurisdictionCode }),
  issuedOn: z.iso.date(),
  validUntil: z.iso.date().optional(),
  /** When the issuer's own register was asked: the freshness of the verdict. */
  checkedAt: Instant,
})
export type Verification = z.infer<typeof Verification>

/** 公开查验. The code is a random word of 80 bits: who has it, has seen the certificate. */
export const verifyCertificate = endpoint({
  name: 'certificates.verify',
  summary: 'Verify a certificate by the code printed on it',
  method: 'GET',
  path: '/api/verify/:code',
  permission: 'public',
  perMinute: 30,
  params: z.object({ code: z.string().max(40) }),
  output: Verification,
})
