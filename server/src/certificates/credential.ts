import { randomBytes } from 'node:crypto'
import { issuerUri, typeUri } from '@lianqiao/model/certificates/certificate.ts'
import type { CertificateContent } from '@lianqiao/model/certificates/face.ts'
import type { CertificateId } from '@lianqiao/model/identifiers/certificate-id.ts'
import type { Instant } from '@lianqiao/model/records/action.ts'
import { SDJwtVcInstance } from '@sd-jwt/sd-jwt-vc'
import type { SigningKey } from '../platform/crypto/keys.ts'
import { intl } from '../platform/crypto/suite.ts'

/**
 * JWS `alg` of credentials and status lists. Between nodes Ed25519 keys sign as `Ed25519` (RFC 9864); here the same
 * keys sign as `EdDSA` (RFC 8037), since the wallets and verifiers outside that read SD-JWT VC know that name alone.
 * A key signs both, and `typ` keeps them apart.
 */
export const credentialAlgorithm = 'EdDSA'

/** Claims that the holder shows or keeps back, one by one; everything else is always visible. */
export const disclosable = ['name', 'id_number', 'address', 'photo_sha256', 'face'] as const

/** SHA-256, the only hash of our credentials. */
export const hasher = (data: string | ArrayBuffer): Uint8Array =>
  intl.hash(typeof data === 'string' ? Buffer.from(data) : new Uint8Array(data))

/**
 * Issue a certificate as SD-JWT VC (RFC 9901; draft-ietf-oauth-sd-jwt-vc). Always visible: type, issuer, identifier,
 * validity, and where its status is told. `valid_until` is a local date and no `exp`, so that a verifier can say
 * “expired” of what is otherwise true.
 */
export async function makeCredential(
  signer: SigningKey,
  facts: {
    id: CertificateId
    content: CertificateContent
    status: { uri: string; idx: number }
    at: Instant
  },
): Promise<string> {
  const { id, content, status, at } = facts
  const { holder, validUntil } = content
  const vc = new SDJwtVcInstance({
    signer: async data =>
      Buffer.from(await signer.suite.sign(signer.privateKey, Buffer.from(data))).toString('base64url'),
    signAlg: credentialAlgorithm,
    hasher,
    hashAlg: 'sha-256',
    saltGenerator: length => randomBytes(length).toString('base64url'),
  })
  const payload = {
    iss: issuerUri(signer.jurisdiction),
    iat: Math.floor(Date.parse(at) / 1000),
    vct: typeUri(content.type.code),
    certificate: id,
    type_name: content.type.name,
    issuing_organ: content.issuer,
    issued_on: content.issuedOn,
    ...(validUntil ? { valid_until: validUntil } : {}),
    status: { status_list: status },
    name: holder.name,
    id_number: holder.idNumber,
    ...(holder.address ? { address: holder.address } : {}),
    ...(holder.photo ? { photo_sha256: holder.photo } : {}),
    face: content.lines,
  }
  const hidden = disclosable.filter(name => name in payload)
  return vc.issue(payload, { _sd: hidden as (keyof typeof payload)[] }, { header: { kid: signer.kid } })
}
