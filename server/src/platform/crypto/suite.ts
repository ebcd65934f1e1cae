import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto'
import { fewRandomBytes } from './random.ts'
import { CryptoRefusal } from './refusal.ts'

/** A public key as JWK (RFC 7517) with the required members alone, which are also its thumbprint's (RFC 7638). */
export type PublicJwk = { readonly kty: string; readonly crv: string; readonly x: string }

/** The same key with its private part. Never logged, never sent. */
export type PrivateJwk = PublicJwk & { readonly d: string }

/**
 * One coherent set of algorithms (密码套件). Everything above it – JWS, HTTP signatures, sealing – speaks
 * only to this interface; a key's JWK tells its suite, so a message cannot choose the algorithm.
 *
 * Signing and verifying are asynchronous because they may run in the thread pool, a worker or a hardware
 * module; hashing and sealing are short and synchronous.
 */
export interface CryptoSuite {
  /** INTL: the international algorithms. */
  readonly name: 'INTL'
  /** JWS `alg`. */
  readonly jwsAlgorithm: string
  /** RFC 9421 `alg`. */
  readonly httpAlgorithm: string
  /** RFC 9530 name of `hash`. */
  readonly digestName: string
  /** First byte of everything this suite seals. */
  readonly sealVersion: number

  /** Whether this suite handles keys of this JWK's kind. */
  handles(jwk: PublicJwk): boolean
  generatePrivateKey(): KeyObject
  importPublicKey(jwk: PublicJwk): KeyObject
  importPrivateKey(jwk: PrivateJwk): KeyObject
  exportPrivateKey(key: KeyObject): PrivateJwk

  sign(key: KeyObject, bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>>
  verify(key: KeyObject, bytes: Uint8Array, signature: Uint8Array): Promise<boolean>
  hash(bytes: Uint8Array): Uint8Array<ArrayBuffer>

  /** Encrypt under a 32-byte key and bind `aad`: nonce ‖ ciphertext ‖ tag. */
  seal(key: Uint8Array, aad: Uint8Array, plaintext: Uint8Array): Uint8Array
  /** Undo `seal`; `null` when key, `aad` or bytes are not those that were sealed. */
  open(key: Uint8Array, aad: Uint8Array, sealed: Uint8Array): Uint8Array | null
}

// 96-bit nonce and 128-bit tag: the sizes of NIST SP 800-38D.
const NONCE_BYTES = 12
const TAG_BYTES = 16

/**
 * Ed25519 (RFC 8032), SHA-256, AES-256-GCM.
 *
 * The JWS `alg` is `Ed25519`, fully specified (RFC 9864), not `EdDSA`, which the same RFC deprecates because
 * it leaves the curve open. Signatures are 64 bytes and deterministic: signing the same bytes twice gives
 * the same bytes, which repeatable receipts rely on.
 */
export const intl: CryptoSuite = {
  name: 'INTL',
  jwsAlgorithm: 'Ed25519',
  httpAlgorithm: 'ed25519',
  digestName: 'sha-256',
  sealVersion: 1,

  handles: jwk => jwk.kty === 'OKP' && jwk.crv === 'Ed25519',
  generatePrivateKey: () => generateKeyPairSync('ed25519').privateKey,
  importPublicKey: ({ kty, crv, x }) => createPublicKey({ key: { kty, crv, x }, format: 'jwk' }),
  importPrivateKey: ({ kty, crv, x, d }) => createPrivateKey({ key: { kty, crv, x, d }, format: 'jwk' }),
  exportPrivateKey: key => {
    const { crv, d, kty, x } = key.export({ format: 'jwk' })
    if (!crv || !d || !kty || !x) throw new CryptoRefusal('key-malformed', 'not a private Ed25519 key')
    return { crv, d, kty, x }
  },

  // Done at once: a signature takes less time than handing it to the thread pool and back.
  sign: async (key, bytes) => sign(null, bytes, key),
  verify: async (key, bytes, signature) => verify(null, bytes, key, signature),
  hash: bytes => createHash('sha256').update(bytes).digest(),

  seal(key, aad, plaintext) {
    const nonce = fewRandomBytes(NONCE_BYTES)
    const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES }).setAAD(aad)
    return Buffer.concat([nonce, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()])
  },
  open(key, aad, sealed) {
    if (sealed.length < NONCE_BYTES + TAG_BYTES) return null
    const nonce = sealed.subarray(0, NONCE_BYTES)
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES })
    decipher.setAAD(aad).setAuthTag(sealed.subarray(-TAG_BYTES))
    const opened = decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES))
    try {
      return Buffer.concat([opened, decipher.final()])
    } catch {
      return null
    }
  },
}

/** Every installed suite. */
const suites: readonly CryptoSuite[] = [intl]

/**
 * The suite that handles a key.
 *
 * @throws CryptoRefusal `key-malformed` when none does
 */
export function suiteOf(jwk: PublicJwk): CryptoSuite {
  const suite = suites.find(candidate => candidate.handles(jwk))
  if (!suite) throw new CryptoRefusal('key-malformed', `no suite for kty ${jwk.kty}, crv ${jwk.crv}`)
  return suite
}
