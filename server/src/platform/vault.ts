import { createHash, hkdfSync, randomBytes } from 'node:crypto'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { SigningKey } from './crypto/keys.ts'
import { blindIndex, createKeyring, open, openText, seal, sealText } from './crypto/seal.ts'
import { type OwnKey, openSigningKeys, signerAt } from './signing-keys.ts'
import { systemTime, type TimeSource } from './time.ts'
import { writeOnce } from './whole-file.ts'

/** The node's secrets, kept in a folder that only it may read: its signing keys, one master key for data at rest. */
export interface Vault {
  /** The key to sign with now; another one from the day for which it was made. */
  readonly signer: SigningKey
  readonly signingKeys: readonly OwnKey[]
  /** Seal personal data for storage; `context` binds it to its place, so that it cannot be moved to another. */
  seal(context: string, plaintext: Uint8Array): Buffer
  open(context: string, sealed: Uint8Array): Uint8Array
  sealJson(context: string, value: unknown): Buffer
  openJson(context: string, sealed: Uint8Array): unknown
  /** A keyed digest by which equal values can be found and nothing else learned (resident ids, phones). */
  index(field: string, value: string): Buffer
}

/** Open the vault of a node, making its keys at the first start (files of mode 600). `time` says which key signs. */
export async function openVault(
  folder: string,
  jurisdiction: string,
  time: TimeSource = systemTime,
): Promise<Vault> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const signingKeys = await openSigningKeys(folder, jurisdiction)
  const master = Buffer.from(
    await readOrMake(join(folder, 'data.key'), () => randomBytes(32).toString('base64')),
    'base64',
  )
  // Two keys from one (HKDF, RFC 5869): what seals must not be what indexes.
  const derive = (purpose: string) =>
    new Uint8Array(hkdfSync('sha256', master, '', `lianqiao:${jurisdiction}:${purpose}`, 32))
  const keyring = createKeyring([{ number: 1, key: derive('seal') }])
  const indexKey = derive('index')
  return {
    get signer() {
      return signerAt(signingKeys, time.now())
    },
    signingKeys,
    seal: (context, plaintext) => Buffer.from(seal(keyring, context, plaintext)),
    open: (context, sealed) => open(keyring, context, sealed),
    sealJson: (context, value) => Buffer.from(sealText(keyring, context, JSON.stringify(value))),
    openJson: (context, sealed) => JSON.parse(openText(keyring, context, sealed)),
    index: (field, value) => Buffer.from(blindIndex(indexKey, field, value)),
  }
}

async function readOrMake(file: string, make: () => string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    // If another process made it meanwhile, that one counts.
    await writeOnce(file, make())
    return readFile(file, 'utf8')
  }
}

/** SHA-256 of bytes, lower-case hexadecimal. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
