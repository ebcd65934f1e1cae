import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

type Hash = (algorithm: 'sha256', content: Uint8Array | string) => string

/** Node's own, eight times as fast as JavaScript; browsers have none that answers at once. */
const { process } = globalThis as {
  process?: { getBuiltinModule?: (id: 'node:crypto') => { hash: Hash } }
}
const native = process?.getBuiltinModule?.('node:crypto').hash

/** SHA-256 (FIPS 180-4) in JavaScript alone, as 64 lower-case hexadecimal digits. */
export const portableSha256 = (content: Uint8Array | string): string =>
  bytesToHex(sha256(typeof content === 'string' ? utf8ToBytes(content) : content))

/** The same, of bytes or of a text in UTF-8, by whatever this machine does it with fastest. */
export const sha256Hex: (content: Uint8Array | string) => string = native
  ? content => native('sha256', content)
  : portableSha256
