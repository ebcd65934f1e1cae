/**
 * Why the cryptographic wire refused something (拒绝原因). Stable codes: callers branch on them, the
 * exchange answers a peer with them, and the HTTP door turns them into numbered problems.
 */
export type CryptoRefusalCode =
  /** A value that JSON cannot carry, or bytes that are not JSON in canonical form. */
  | 'json-invalid'
  /** JSON nested deeper, or longer, than the limits allow. */
  | 'json-too-large'
  /** A key of a kind no installed suite handles, or a key file that contradicts itself. */
  | 'key-malformed'
  /** No key of that id in the directory. */
  | 'key-unknown'
  /** The key's validity had not begun at the time of signing. */
  | 'key-not-yet-valid'
  /** The key's validity had ended at the time of signing. */
  | 'key-expired'
  /** A message meant to be signed carries no signature of ours to check. */
  | 'signature-missing'
  /** The signature's form breaks its standard or our profile of it. */
  | 'signature-malformed'
  /** The signature names another algorithm than the key's suite. */
  | 'algorithm-refused'
  /** A JWS of another purpose (`typ`) than the one expected here. */
  | 'type-refused'
  /** The signature leaves out a part of the message that must be covered. */
  | 'coverage-refused'
  /** `created` lies further back than the window, or `expires` has passed. */
  | 'signature-too-old'
  /** `created` lies further ahead than the window: one of the two clocks is wrong. */
  | 'signature-from-future'
  /** The body is not the one whose digest was signed. */
  | 'digest-mismatch'
  /** Everything is in form, and the signature is not of this key over these bytes. */
  | 'signature-invalid'
  /** Sealed bytes of an unknown version, key or shape. */
  | 'seal-malformed'
  /** Sealed bytes were changed, or belong to another context. */
  | 'seal-invalid'

/**
 * A refusal by the cryptographic wire. `message` is for a log: it never holds a payload, a key or
 * personal data, only names of fields, key ids and codes.
 */
export class CryptoRefusal extends Error {
  override readonly name = 'CryptoRefusal'
  readonly code: CryptoRefusalCode

  constructor(code: CryptoRefusalCode, message: string, options?: ErrorOptions) {
    super(`${code}: ${message}`, options)
    this.code = code
  }
}
