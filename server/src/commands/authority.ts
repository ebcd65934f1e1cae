import { mkdir, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import {
  exportSigningKey,
  generateSigningKey,
  importSigningKey,
  type SigningKey,
} from '../platform/crypto/keys.ts'
import { writeOnce } from '../platform/whole-file.ts'

/** The private key of the authority that signs directories; made where there is none. */
export async function authorityKey(file: string): Promise<SigningKey> {
  const read = async () => importSigningKey(await readFile(file, 'utf8'))
  return read().catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
    await mkdir(dirname(file), { recursive: true, mode: 0o700 })
    await writeOnce(file, exportSigningKey(generateSigningKey('directory')))
    return read()
  })
}
