import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Instant } from '@lianqiao/model/records/action.ts'
import { exportSigningKey, generateSigningKey, importSigningKey, type SigningKey } from './crypto/keys.ts'
import { instantOf } from './time.ts'
import { writeOnce } from './whole-file.ts'

/** A private key of this node, and from when it signs; the first one from ever. */
export interface OwnKey {
  key: SigningKey
  from: Instant | undefined
}

const firstName = 'signing.jwk.json'
const laterName = /^signing-from-(\d{4}-\d{2}-\d{2})\.jwk\.json$/

/** The signing keys in the folder of a node, the oldest first; at the first start one is made. */
export async function openSigningKeys(folder: string, jurisdiction: string): Promise<readonly OwnKey[]> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const days = (await readdir(folder)).map(name => laterName.exec(name)?.[1]).filter(day => day !== undefined)
  const later = days
    .sort()
    .map(async day => ({ key: await read(join(folder, fileOf(day))), from: begin(day) }))
  return [{ key: await first(folder, jurisdiction), from: undefined }, ...(await Promise.all(later))]
}

/**
 * Make the key with which a node signs from a day on (`2027-01-01`, from midnight in Beijing), and keep the one of today. Where
 * there is one for that day, it stays.
 */
export async function addSigningKey(folder: string, jurisdiction: string, day: string): Promise<void> {
  await writeOnce(join(folder, fileOf(day)), exportSigningKey(generateSigningKey(jurisdiction)))
}

/** With which key to sign at an instant: of those that have begun, the one that began last. */
export function signerAt(keys: readonly OwnKey[], at: Instant): SigningKey {
  const begun = keys.findLast(({ from }) => from === undefined || from <= at)
  if (!begun) throw new Error('a node without a first key')
  return begun.key
}

const fileOf = (day: string) => `signing-from-${day}.jwk.json`
const begin = (day: string) => instantOf(new Date(`${day}T00:00:00+08:00`))
const read = async (file: string) => importSigningKey(await readFile(file, 'utf8'))

async function first(folder: string, jurisdiction: string): Promise<SigningKey> {
  const file = join(folder, firstName)
  return read(file).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
    // If another process made it meanwhile, that one counts.
    await writeOnce(file, exportSigningKey(generateSigningKey(jurisdiction)))
    return read(file)
  })
}
