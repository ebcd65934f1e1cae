import { generateKeyPairSync, hkdfSync, randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { JWK } from 'oidc-provider'
import { z } from 'zod'

const Keys = z.object({
  signing: z.record(z.string(), z.string()),
  cookies: z.array(z.string()).min(1),
  /** Root of the accounts' one-time-code secrets and of residents' subjects, base64. */
  root: z.string(),
})

/** Secrets of the provider; kept, so that a restart neither changes subjects nor invalidates what it has signed. */
export interface ProviderKeys {
  /** ES256 (RFC 7518), private. */
  signing: JWK
  cookies: string[]
  /** 20 bytes that belong to one purpose and one account (HKDF, RFC 5869). */
  derive(purpose: 'code' | 'subject', account: string): Uint8Array
}

/** Open `provider-keys.json` (mode 600) in `folder`, making it at the first start. */
export async function openKeys(folder: string): Promise<ProviderKeys> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, 'provider-keys.json')
  // `wx` keeps what is there: a second start must find the first one's keys.
  await writeFile(file, JSON.stringify(makeKeys()), { mode: 0o600, flag: 'wx' }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    },
  )
  const { signing, cookies, root } = Keys.parse(JSON.parse(await readFile(file, 'utf8')))
  const secret = Buffer.from(root, 'base64')
  return {
    signing: signing as unknown as JWK,
    cookies,
    derive: (purpose, account) => new Uint8Array(hkdfSync('sha256', secret, '', `${purpose}:${account}`, 20)),
  }
}

function makeKeys() {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const kid = randomBytes(8).toString('hex')
  return {
    signing: { ...privateKey.export({ format: 'jwk' }), kid, alg: 'ES256', use: 'sig' },
    cookies: [randomBytes(32).toString('base64url')],
    root: randomBytes(32).toString('base64'),
  }
}
