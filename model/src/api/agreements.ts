import { z } from 'zod'
import { Agreement } from '../catalogue/agreement.ts'
import { Withdrawal } from '../federation/agreements.ts'
import { JurisdictionCode } from '../identifiers/division.ts'
import { Digest, Instant } from '../records/action.ts'
import { endpoint } from './endpoint.ts'

/** An agreement in a list: where it stands, and whose signatures verify at this moment. */
export const AgreementSummary = z.object({
  hash: Digest,
  number: z.string(),
  version: z.int(),
  title: z.string(),
  titleEn: z.string(),
  parties: z.array(z.object({ jurisdiction: JurisdictionCode, name: z.string() })),
  validFrom: z.iso.date(),
  validTo: z.iso.date(),
  /** `replaced`: a newer version has begun; only cases that began under this one still rest on it. */
  standing: z.enum(['unsigned', 'not-begun', 'in-force', 'replaced', 'withdrawn', 'expired']),
  signatures: z.array(
    z.object({
      jurisdiction: JurisdictionCode,
      state: z.enum(['valid', 'missing', 'invalid']),
      /** When this node made or received it. */
      at: Instant.optional(),
    }),
  ),
  withdrawal: Withdrawal.optional(),
})
export type AgreementSummary = z.infer<typeof AgreementSummary>

/** With the whole text: grants, data, collaborations. */
export const AgreementView = AgreementSummary.extend({ document: Agreement })
export type AgreementView = z.infer<typeof AgreementView>

const params = z.object({ hash: Digest })

export const listAgreements = endpoint({
  name: 'agreements.list',
  summary: 'Agreements of this jurisdiction, and where each stands',
  method: 'GET',
  path: '/api/agreements',
  permission: 'agreements.read',
  output: z.object({ agreements: z.array(AgreementSummary) }),
})

export const readAgreement = endpoint({
  name: 'agreements.read',
  summary: 'One agreement with its grants and its signatures, verified now',
  method: 'GET',
  path: '/api/agreements/:hash',
  permission: 'agreements.read',
  params,
  output: AgreementView,
})

/** 签署. Signing again changes nothing. */
export const signAgreement = endpoint({
  name: 'agreements.sign',
  summary: 'Sign for this jurisdiction and send the signature to the other parties',
  method: 'POST',
  path: '/api/agreements/:hash/sign',
  permission: 'agreements.sign',
  params,
  output: AgreementView,
})

/** 退出. */
export const withdrawAgreement = endpoint({
  name: 'agreements.withdraw',
  summary: 'Declare that this jurisdiction leaves, keeping the agreed notice',
  method: 'POST',
  path: '/api/agreements/:hash/withdraw',
  permission: 'agreements.sign',
  params,
  body: z.strictObject({ effectiveAt: Instant, reason: z.string().trim().min(1).max(500) }),
  output: AgreementView,
})
