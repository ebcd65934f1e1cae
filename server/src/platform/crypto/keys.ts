import type { KeyObject } from 'node:crypto'
import { canonicalBytes } from './canonical.ts'
import { CryptoRefusal } from './refusal.ts'
import { type CryptoSuite, intl, type PrivateJwk, type PublicJwk, suiteOf } from './suite.ts'

/** A node's own key (签名私钥). `kid` is the JWK thumbprint (RFC 7638), so it cannot name another key. */
export type SigningKey = {
  readonly suite: CryptoSuite
  readonly kid: string
  /** Code of the jurisdiction (辖区) that signs with it. */
  readonly jurisdiction: string
  readonly publicJwk: PublicJwk
  readonly privateKey: KeyObject
}

/** Somebody's public key, ready to verify with (验签公钥). */
export type VerifyingKey = {
  readonly suite: CryptoSuite
  readonly kid: string
  readonly jurisdiction: string
  readonly publicKey: KeyObject
}

/** A public key and when its signatures count: from `notBefore`, up to but not including `notAfter`. RFC 3339 instants. */
export type DirectoryKey = {
  readonly kid: string
  readonly jwk: PublicJwk
  readonly notBefore: string
  readonly notAfter?: string
}

/**
 * Public keys by jurisdiction (公钥目录). Keys are never taken out: a signature made while its key was valid
 * stays valid for ever, so that old records can be proved.
 */
export type KeyDirectory = { readonly [jurisdiction: string]: readonly DirectoryKey[] }

/** Finds the key that a signature names. Throws CryptoRefusal when that key may not be used. */
export type KeyResolver = (kid: string) => VerifyingKey

/** Make a new signing key for a jurisdiction. */
export function generateSigningKey(jurisdiction: string, suite: CryptoSuite = intl): SigningKey {
  return signingKey(jurisdiction, suite, suite.generatePrivateKey())
}

function signingKey(jurisdiction: string, suite: CryptoSuite, privateKey: KeyObject): SigningKey {
  const { kty, crv, x } = suite.exportPrivateKey(privateKey)
  const publicJwk = { kty, crv, x }
  return { suite, kid: thumbprint(publicJwk), jurisdiction, publicJwk, privateKey }
}

/**
 * JWK thumbprint with SHA-256, base64url (RFC 7638). Its canonical form of the required members is, for
 * these keys, JCS.
 */
export function thumbprint({ kty, crv, x }: PublicJwk): string {
  return Buffer.from(intl.hash(canonicalBytes({ kty, crv, x }))).toString('base64url')
}

/** The text of a private key file: a JWK with `kid` and the jurisdiction. The caller guards and stores it. */
export function exportSigningKey(key: SigningKey): string {
  const jwk = key.suite.exportPrivateKey(key.privateKey)
  const { kid, jurisdiction } = key
  return `${JSON.stringify({ ...jwk, alg: key.suite.jwsAlgorithm, use: 'sig', kid, jurisdiction }, null, 2)}\n`
}

/**
 * Read the text of a private key file back.
 *
 * @throws CryptoRefusal `key-malformed` when it is no such file, or its parts do not belong together
 */
export function importSigningKey(text: string): SigningKey {
  let file: Partial<PrivateJwk & { kid: string; jurisdiction: string }>
  try {
    file = JSON.parse(text)
  } catch {
    // The cause is left out on purpose: a JSON error quotes the text, which is a private key.
    throw new CryptoRefusal('key-malformed', 'the key file is not JSON')
  }
  const { kty, crv, x, d, kid, jurisdiction } = file ?? {}
  if (!kty || !crv || !x || !d || !kid || !jurisdiction) {
    throw new CryptoRefusal('key-malformed', 'the key file lacks one of kty, crv, x, d, kid, jurisdiction')
  }
  const suite = suiteOf({ kty, crv, x })
  let key: SigningKey
  try {
    key = signingKey(jurisdiction, suite, suite.importPrivateKey({ kty, crv, x, d }))
  } catch {
    throw new CryptoRefusal('key-malformed', `the private part of key ${kid} cannot be read`)
  }
  // An edited file, or two files mixed up, would sign what no partner can verify.
  if (key.publicJwk.x !== x || key.kid !== kid) {
    throw new CryptoRefusal('key-malformed', `the private part does not belong to key ${kid}`)
  }
  return key
}

/** The entry under which the directory publishes a signing key. */
export function directoryKey(key: SigningKey, notBefore: Date, notAfter?: Date): DirectoryKey {
  const entry = { kid: key.kid, jwk: key.publicJwk, notBefore: notBefore.toISOString() }
  return notAfter ? { ...entry, notAfter: notAfter.toISOString() } : entry
}

/**
 * The key with which a jurisdiction could sign at an instant.
 *
 * `at` must come from a clock the signer does not control alone – now, for a message that has just come;
 * the instant of its receipt, for a stored one – or a stolen old key could sign with an old date.
 *
 * @throws CryptoRefusal `key-unknown`, `key-not-yet-valid`, `key-expired`, `key-malformed`
 */
export function publicKeyFor(
  directory: KeyDirectory,
  jurisdiction: string,
  kid: string,
  at: Date,
): VerifyingKey {
  const keys = Object.hasOwn(directory, jurisdiction) ? directory[jurisdiction] : undefined
  const entry = keys?.find(key => key.kid === kid)
  if (!entry) throw new CryptoRefusal('key-unknown', `jurisdiction ${jurisdiction} has no key ${kid}`)
  const notBefore = instant(entry.notBefore, kid)
  const notAfter = entry.notAfter === undefined ? Number.POSITIVE_INFINITY : instant(entry.notAfter, kid)
  if (at.getTime() < notBefore) {
    throw new CryptoRefusal('key-not-yet-valid', `key ${kid} is valid from ${entry.notBefore}`)
  }
  if (!(at.getTime() < notAfter)) {
    throw new CryptoRefusal('key-expired', `key ${kid} was valid until ${entry.notAfter}`)
  }
  return verifyingKey(jurisdiction, entry)
}

function instant(text: string, kid: string): number {
  const time = Date.parse(text)
  if (Number.isNaN(time)) throw new CryptoRefusal('key-malformed', `validity of key ${kid} is no instant`)
  return time
}

/** Importing a JWK costs about as much as verifying with it; directory entries live long and never change. */
const imported = new WeakMap<DirectoryKey, VerifyingKey>()

function verifyingKey(jurisdiction: string, entry: DirectoryKey): VerifyingKey {
  const known = imported.get(entry)
  if (known?.jurisdiction === jurisdiction) return known
  const { kid, jwk } = entry
  const suite = suiteOf(jwk)
  // A directory cannot file a key under the id of another.
  if (thumbprint(jwk) !== kid)
    throw new CryptoRefusal('key-malformed', `key ${kid} is not the key of that id`)
  let publicKey: KeyObject
  try {
    publicKey = suite.importPublicKey(jwk)
  } catch (cause) {
    throw new CryptoRefusal('key-malformed', `key ${kid} cannot be read`, { cause })
  }
  const key = { suite, kid, jurisdiction, publicKey }
  imported.set(entry, key)
  return key
}

/** Resolves to the keys of one jurisdiction at an instant: for a signature that only it may have made. */
export function keysOf(directory: KeyDirectory, jurisdiction: string, at: Date): KeyResolver {
  return kid => publicKeyFor(directory, jurisdiction, kid, at)
}

/** Resolves to the keys of every jurisdiction at an instant: for finding out who is calling. */
export function keysOfAll(directory: KeyDirectory, at: Date): KeyResolver {
  return kid => {
    const holder = Object.keys(directory).find(code => directory[code]?.some(key => key.kid === kid))
    if (holder === undefined) throw new CryptoRefusal('key-unknown', `no jurisdiction has key ${kid}`)
    return publicKeyFor(directory, holder, kid, at)
  }
}
