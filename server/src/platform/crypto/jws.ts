/**
 * JSON Web Signatures (RFC 7515) with exactly three protected header parameters: `alg`, `kid`, `typ`.
 *
 * The serialisation is written out here, over the suite's own `sign` and `verify`, because a JOSE library
 * knows no algorithm of a later suite, and because it takes sixteen spellings of one Ed25519 signature (loose
 * base64url) where a message must have one. The tests hold it against `jose` both ways.
 */
import { canonicalBytes, type JsonLimits, type JsonValue, parseCanonical } from './canonical.ts'
import type { KeyResolver, SigningKey, VerifyingKey } from './keys.ts'
import { CryptoRefusal } from './refusal.ts'

/** Who signed, proven. */
export type JwsSigner = { readonly kid: string; readonly jurisdiction: string }

const base64url = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url')

/**
 * Sign bytes that travel or are stored on their own (RFC 7515 appendix F).
 *
 * @param typ what the signature is for; the verifier must expect the same
 * @returns `header..signature`
 */
export async function signDetached(key: SigningKey, typ: string, bytes: Uint8Array): Promise<string> {
  const [header, , signature] = await signParts(key, typ, bytes)
  return `${header}..${signature}`
}

/**
 * Sign a JSON value in its canonical form.
 *
 * @returns `header.payload.signature`
 * @throws CryptoRefusal `json-invalid`, `json-too-large`
 */
export async function signCompact(
  key: SigningKey,
  typ: string,
  payload: JsonValue,
  limits?: JsonLimits,
): Promise<string> {
  return (await signParts(key, typ, canonicalBytes(payload, limits))).join('.')
}

/** Protected headers by what they are for; the node's keys are few and live long. */
const headers = new WeakMap<SigningKey, Map<string, string>>()

function headerOf(key: SigningKey, typ: string): string {
  const known = headers.get(key) ?? new Map<string, string>()
  headers.set(key, known)
  const header =
    known.get(typ) ?? base64url(canonicalBytes({ alg: key.suite.jwsAlgorithm, kid: key.kid, typ }))
  known.set(typ, header)
  return header
}

async function signParts(key: SigningKey, typ: string, bytes: Uint8Array) {
  const header = headerOf(key, typ)
  const payload = base64url(bytes)
  const signature = await key.suite.sign(key.privateKey, Buffer.from(`${header}.${payload}`))
  return [header, payload, base64url(signature)] as const
}

/**
 * Verify a detached signature over `bytes`.
 *
 * @throws CryptoRefusal `signature-malformed`, `type-refused`, `algorithm-refused`, `signature-invalid`, or
 *   what `keys` throws
 */
export async function verifyDetached(
  jws: string,
  typ: string,
  bytes: Uint8Array,
  keys: KeyResolver,
): Promise<JwsSigner> {
  const [header, payload, signature] = split(jws)
  if (payload !== '') throw new CryptoRefusal('signature-malformed', 'a detached JWS carries no payload')
  return verifyParts(header, base64url(bytes), signature, typ, keys)
}

/**
 * Verify a compact JWS and read its payload, which must be canonical JSON.
 *
 * @throws CryptoRefusal as `verifyDetached`, and `json-invalid`, `json-too-large`
 */
export async function verifyCompact(
  jws: string,
  typ: string,
  keys: KeyResolver,
): Promise<JwsSigner & { readonly payload: JsonValue }> {
  const [header, payload, signature] = split(jws)
  const signer = await verifyParts(header, payload, signature, typ, keys)
  return { ...signer, payload: parseCanonical(decode(payload, 'payload')) }
}

function split(jws: string): [string, string, string] {
  const [header, payload, signature, ...rest] = jws.split('.')
  if (header === undefined || payload === undefined || signature === undefined || rest.length > 0) {
    throw new CryptoRefusal('signature-malformed', 'a compact JWS has three parts')
  }
  return [header, payload, signature]
}

async function verifyParts(
  header: string,
  payload: string,
  signature: string,
  typ: string,
  keys: KeyResolver,
): Promise<JwsSigner> {
  const key = keyOf(header, typ, keys)
  const signed = Buffer.from(`${header}.${payload}`)
  if (!(await key.suite.verify(key.publicKey, signed, decode(signature, 'signature')))) {
    throw new CryptoRefusal('signature-invalid', `not signed by key ${key.kid}`)
  }
  return { kid: key.kid, jurisdiction: key.jurisdiction }
}

/** Check the protected header and find the key it names. The key, not the header, decides the algorithm. */
function keyOf(encoded: string, typ: string, keys: KeyResolver): VerifyingKey {
  let header: unknown
  try {
    header = JSON.parse(decode(encoded, 'header').toString())
  } catch (cause) {
    throw new CryptoRefusal('signature-malformed', 'the JWS header is not JSON', { cause })
  }
  if (typeof header !== 'object' || header === null) {
    throw new CryptoRefusal('signature-malformed', 'the JWS header is not an object')
  }
  // Nothing else may stand there: `crit`, `b64`, `jwk`, `jku`, `x5c`… would each change what is verified.
  const { alg, kid, typ: actualTyp, ...others } = header as Record<string, unknown>
  if (Object.keys(others).length > 0) {
    throw new CryptoRefusal('signature-malformed', `JWS header with ${Object.keys(others).join(', ')}`)
  }
  if (typeof kid !== 'string') throw new CryptoRefusal('signature-malformed', 'JWS header without kid')
  if (actualTyp !== typ) throw new CryptoRefusal('type-refused', `JWS is not of type ${typ}`)
  const key = keys(kid)
  if (alg !== key.suite.jwsAlgorithm) {
    throw new CryptoRefusal('algorithm-refused', `key ${kid} signs with ${key.suite.jwsAlgorithm} only`)
  }
  return key
}

/** Strict base64url (RFC 7515 section 2): the one spelling of these bytes, or refused. */
function decode(text: string, part: string): Buffer {
  const bytes = Buffer.from(text, 'base64url')
  if (base64url(bytes) !== text) {
    throw new CryptoRefusal('signature-malformed', `the JWS ${part} is not base64url`)
  }
  return bytes
}
