/**
 * Personal data at rest (个人信息加密存储): sealed with a rotating key and bound to its place, with a blind
 * index (盲索引) beside it to look it up by.
 */
import { createHmac } from 'node:crypto'
import { CryptoRefusal } from './refusal.ts'
import { intl } from './suite.ts'

const KEY_BYTES = 32

/** A sealing key and its number, 1…65535. Numbers only grow; the highest seals. */
export type SealingKey = { readonly number: number; readonly key: Uint8Array }

/** The sealing keys in use (密钥环). Old ones stay until everything under them has been sealed anew. */
export type Keyring = { readonly newest: SealingKey; readonly keys: ReadonlyMap<number, Uint8Array> }

/**
 * Put a keyring together. Add a key with a higher number to rotate: well before a key has sealed 2³² values,
 * where random nonces become unsafe (NIST SP 800-38D section 8.3).
 *
 * @throws CryptoRefusal `key-malformed`: no key, a wrong length, a number out of range or used twice
 */
export function createKeyring(keys: readonly SealingKey[]): Keyring {
  for (const { number, key } of keys) {
    if (!Number.isInteger(number) || number < 1 || number > 0xffff || key.length !== KEY_BYTES) {
      throw new CryptoRefusal(
        'key-malformed',
        `sealing key ${number}: needs ${KEY_BYTES} bytes, number 1…65535`,
      )
    }
  }
  const byNumber = new Map(keys.map(({ number, key }) => [number, key]))
  if (byNumber.size < keys.length) throw new CryptoRefusal('key-malformed', 'two sealing keys of one number')
  const [first, ...rest] = keys
  if (!first) throw new CryptoRefusal('key-malformed', 'a keyring needs a key')
  return { newest: rest.reduce((a, b) => (b.number > a.number ? b : a), first), keys: byNumber }
}

/** Version (1 byte) ‖ key number (2 bytes, big-endian). What follows is the suite's: nonce ‖ ciphertext ‖ tag. */
const HEADER_BYTES = 3

/**
 * Seal bytes under the newest key.
 *
 * @param context where the value belongs, such as table, column and row: sealed bytes copied to another place
 *   do not open there. Not secret, not stored.
 * @returns 31 bytes more than the plaintext; sealing twice gives different bytes
 */
export function seal(keyring: Keyring, context: string, plaintext: Uint8Array): Uint8Array {
  const { number, key } = keyring.newest
  const header = Buffer.from([intl.sealVersion, number >> 8, number & 0xff])
  return Buffer.concat([header, intl.seal(key, boundData(header, context), plaintext)])
}

/**
 * Open sealed bytes in their context.
 *
 * @throws CryptoRefusal `seal-malformed`: not sealed bytes, or their key is not in the ring; `seal-invalid`:
 *   changed, or of another context
 */
export function open(keyring: Keyring, context: string, sealed: Uint8Array): Uint8Array {
  const header = Buffer.from(sealed.subarray(0, HEADER_BYTES))
  if (header.length < HEADER_BYTES || header[0] !== intl.sealVersion) {
    throw new CryptoRefusal('seal-malformed', 'not sealed bytes of a known version')
  }
  const number = sealingKeyNumber(sealed)
  const key = keyring.keys.get(number)
  if (!key) throw new CryptoRefusal('seal-malformed', `sealing key ${number} is not in the keyring`)
  const plaintext = intl.open(key, boundData(header, context), sealed.subarray(HEADER_BYTES))
  if (!plaintext) throw new CryptoRefusal('seal-invalid', `does not open with key ${number} in this context`)
  return plaintext
}

/** Which key sealed these bytes: tells what is still to be sealed anew after a rotation. */
export function sealingKeyNumber(sealed: Uint8Array): number {
  return ((sealed[1] ?? 0) << 8) | (sealed[2] ?? 0)
}

/** `seal` for a text. */
export function sealText(keyring: Keyring, context: string, text: string): Uint8Array {
  return seal(keyring, context, Buffer.from(text))
}

/** `open` for a text. */
export function openText(keyring: Keyring, context: string, sealed: Uint8Array): string {
  return Buffer.from(open(keyring, context, sealed)).toString()
}

/** The header is authenticated too: it has a fixed length, so header and context cannot run into each other. */
function boundData(header: Uint8Array, context: string): Uint8Array {
  return Buffer.concat([header, Buffer.from(context)])
}

/** 128 bits: no two values of a country's people meet by chance, and the index stays small. */
const BLIND_INDEX_BYTES = 16

/**
 * A keyed fingerprint by which a sealed value is found without opening any: equal values of one field give
 * equal fingerprints, those of two fields are unrelated. It shows who holds the database which rows are
 * equal and nothing else; so index only what is nearly unique, such as ID numbers and telephones.
 *
 * @param key 32 bytes of its own, never a sealing key, never rotated without indexing anew
 * @param field name of the field, such as `person.id_number`
 * @param value compared after `normaliseForIndex`
 * @returns 16 bytes
 * @throws CryptoRefusal `key-malformed`
 */
export function blindIndex(key: Uint8Array, field: string, value: string): Uint8Array {
  if (key.length !== KEY_BYTES)
    throw new CryptoRefusal('key-malformed', `an index key has ${KEY_BYTES} bytes`)
  // A JSON array keeps field and value apart whatever characters they hold.
  const message = JSON.stringify(['lianqiao blind index', field, normaliseForIndex(value)])
  return createHmac('sha256', key).update(message).digest().subarray(0, BLIND_INDEX_BYTES)
}

/**
 * One spelling for what people type in several: full-width forms (NFKC), spaces, and the final `x` of an ID
 * number (GB 11643) in either case.
 */
export function normaliseForIndex(value: string): string {
  return value.normalize('NFKC').replace(/\s+/gu, '').toUpperCase()
}
