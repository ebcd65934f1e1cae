import {
  type CertificateStatus,
  certificateDate,
  jurisdictionOf,
  statusNumbers,
  type Verdict,
  verdictOn,
} from '@lianqiao/model/certificates/certificate.ts'
import { CertificateId } from '@lianqiao/model/identifiers/certificate-id.ts'
import type { JurisdictionCode } from '@lianqiao/model/identifiers/division.ts'
import { Problem, problem } from '@lianqiao/model/problems/problem.ts'
import type { Instant } from '@lianqiao/model/records/action.ts'
import { getListFromStatusListJWT } from '@sd-jwt/jwt-status-list'
import { SDJwtVcInstance } from '@sd-jwt/sd-jwt-vc'
import { z } from 'zod'
import { type KeyDirectory, keysOf } from '../platform/crypto/keys.ts'
import { CryptoRefusal } from '../platform/crypto/refusal.ts'
import { instantOf } from '../platform/time.ts'
import { credentialAlgorithm, disclosable, hasher } from './credential.ts'

/** What a presented credential says, proven. */
export interface CredentialCheck {
  verdict: Verdict
  id: CertificateId
  issuer: JurisdictionCode
  type: string
  issuedOn: string
  validUntil: string | undefined
  /** What the holder chose to show. */
  shown: Partial<Record<(typeof disclosable)[number], unknown>>
  /** The issuer's word on the status, and of when it is; absent where there was none, or only one too old. */
  status: { status: CertificateStatus; asOf: Instant } | undefined
  checkedAt: Instant
}

/** Nothing else may stand there: `crit`, `jwk`, `x5c`… would each change what is verified. */
const Header = z.strictObject({ alg: z.literal(credentialAlgorithm), kid: z.string(), typ: z.string() })
const Payload = z.looseObject({
  iss: z.string(),
  iat: z.int(),
  vct: z.string(),
  certificate: CertificateId,
  issued_on: z.iso.date(),
  valid_until: z.iso.date().optional(),
  status: z.object({ status_list: z.object({ uri: z.string(), idx: z.int().min(0) }) }),
})
const ListPayload = z.object({
  sub: z.string(),
  iat: z.int(),
  exp: z.int(),
  status_list: z.object({ bits: z.literal(2), lst: z.string() }),
})

/** Seconds by which two clocks may differ. */
const skew = 300

/**
 * Verify a credential without asking anybody: signature by a key that its own issuer had when it signed, every shown
 * part covered by it, validity on the day of `at`. Without a status list, or with one that is too old, revocation is not
 * known: the verdict is then `unknown`, never `valid`. `keys` are of the signed directory of nodes, old ones included.
 *
 * Throws `credential-invalid` where anything does not verify, a status list of somebody else included.
 */
export async function verifyCredential(
  credential: string,
  keys: KeyDirectory,
  options: { at: Instant; statusList?: string | undefined },
): Promise<CredentialCheck> {
  try {
    const { at } = options
    const claims = await claimsOf(credential, keys, at)
    const issuer = issuerOf(claims.iss)
    const status = options.statusList
      ? await statusIn(options.statusList, claims.status.status_list, keys, issuer, at)
      : undefined
    const validUntil = claims.valid_until
    return {
      verdict: verdictOn(certificateDate(at), { status: status?.status, validUntil }),
      id: claims.certificate,
      issuer,
      type: claims.vct,
      issuedOn: claims.issued_on,
      validUntil,
      shown: Object.fromEntries(disclosable.filter(name => name in claims).map(name => [name, claims[name]])),
      status,
      checkedAt: at,
    }
  } catch (error) {
    if (error instanceof Problem) throw error
    // Whatever the parsers stumble over, it is no credential of ours; their words may quote what was presented.
    throw refused(error instanceof CryptoRefusal ? error.code : '格式不符 / malformed')
  }
}

async function claimsOf(credential: string, keys: KeyDirectory, at: Instant) {
  const vc = new SDJwtVcInstance({
    hasher,
    verifier: (data, signature) => signedByIssuer(`${data}.${signature}`, 'dc+sd-jwt', keys, at),
  })
  const { disclosures = [] } = await vc.decode(credential)
  const { payload } = await vc.validate(credential)
  // RFC 9901, 7.1: a part that no signed digest names makes the whole invalid.
  if ((await vc.presentableKeys(credential)).length !== disclosures.length)
    throw refused('有未经签名的内容 / a part is not signed')
  return Payload.parse(payload)
}

/** Whether a JWS is signed with a key that its `iss` had at its `iat`. Throws for a form or key that may not be. */
async function signedByIssuer(jws: string, typ: string, keys: KeyDirectory, at: Instant): Promise<boolean> {
  const { iss } = z.object({ iss: z.string() }).parse(part(jws, 1))
  await requireSigned(jws, typ, keys, issuerOf(iss), at)
  return true
}

async function requireSigned(
  jws: string,
  typ: string,
  keys: KeyDirectory,
  issuer: string,
  at: Instant,
): Promise<void> {
  const header = Header.parse(part(jws, 0))
  if (header.typ !== typ) throw refused('类型不符 / another type')
  const { iat } = z.object({ iat: z.int() }).parse(part(jws, 1))
  if (iat > Date.parse(at) / 1000 + skew) throw refused('签发时间在将来 / signed in the future')
  const key = keysOf(keys, issuer, new Date(iat * 1000))(header.kid)
  const cut = jws.lastIndexOf('.')
  const signature = Buffer.from(jws.slice(cut + 1), 'base64url')
  if (!(await key.suite.verify(key.publicKey, Buffer.from(jws.slice(0, cut)), signature)))
    throw refused('签名不符 / the signature does not match')
}

/** The status of one place in a list. A list of another issuer or place is refused; one past its end says nothing. */
async function statusIn(
  list: string,
  place: { uri: string; idx: number },
  keys: KeyDirectory,
  issuer: JurisdictionCode,
  at: Instant,
): Promise<CredentialCheck['status']> {
  await requireSigned(list, 'statuslist+jwt', keys, issuer, at)
  const { sub, iat, exp } = ListPayload.parse(part(list, 1))
  if (sub !== place.uri) throw refused('状态列表不是此证照的 / the status list is not this credential’s')
  if (exp < Date.parse(at) / 1000) return undefined
  const number = getListFromStatusListJWT(list).getStatus(place.idx)
  const status = (Object.keys(statusNumbers) as CertificateStatus[]).find(s => statusNumbers[s] === number)
  return status && { status, asOf: instantOf(new Date(iat * 1000)) }
}

function issuerOf(uri: string): JurisdictionCode {
  const jurisdiction = jurisdictionOf(uri)
  if (!jurisdiction) throw refused('不是联盟节点签发 / not issued by a node of the federation')
  return jurisdiction
}

function part(jws: string, index: 0 | 1): unknown {
  return JSON.parse(Buffer.from(jws.split('.')[index] ?? '', 'base64url').toString())
}

const refused = (reason: string) => problem('credential-invalid', { reason })
