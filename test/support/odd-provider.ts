import { generateKeyPairSync, sign as signBytes } from 'node:crypto'
import { createServer } from 'node:http'
import { freePort } from '../../server/src/platform/net.ts'

/** What an odd provider says of the one person it knows, `someone`. */
export interface Said {
  /** Of userinfo, beside `sub` and `name`. */
  told?: Record<string, unknown>
  /** Of the id token, in place of or beside what belongs there; undefined takes a claim out. */
  claims?: Record<string, unknown>
  /** Signs with a key that it never announced. */
  forged?: boolean
}

/** An OpenID provider that may be set up wrongly, or lie: it says what a test wants. */
export interface OddProvider {
  issuer: string
  says(said: Said): void
  /** A token of its own making, in a header of type `typ`. */
  sign(claims: Record<string, unknown>, typ: string, forged?: boolean): string
  stop(): void
}

const es256 = () => generateKeyPairSync('ec', { namedCurve: 'P-256' })
const base64url = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')

export async function startOddProvider(audience: string): Promise<OddProvider> {
  const port = await freePort()
  const issuer = `http://127.0.0.1:${port}`
  const [own, foreign] = [es256(), es256()]
  const jwk = { ...own.publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'ES256', use: 'sig' }
  let said: Said = {}
  let asked = new URLSearchParams()

  const sign: OddProvider['sign'] = (claims, typ, forged = false) => {
    const signed = [{ alg: 'ES256', kid: 'one', typ }, claims].map(base64url).join('.')
    const key = (forged ? foreign : own).privateKey
    const signature = signBytes('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' })
    return `${signed}.${signature.toString('base64url')}`
  }

  const now = () => Math.floor(Date.now() / 1000)
  const answers: Record<string, () => unknown> = {
    '/.well-known/openid-configuration': () => ({
      issuer,
      authorization_endpoint: `${issuer}/auth`,
      token_endpoint: `${issuer}/token`,
      userinfo_endpoint: `${issuer}/me`,
      jwks_uri: `${issuer}/jwks`,
      id_token_signing_alg_values_supported: ['ES256'],
    }),
    '/jwks': () => ({ keys: [jwk] }),
    '/me': () => ({ sub: 'someone', name: '某人', ...said.told }),
    '/token': () => {
      const usual = { iss: issuer, aud: audience, sub: 'someone', iat: now(), exp: now() + 300 }
      const claims = { ...usual, nonce: asked.get('nonce'), auth_time: now(), ...said.claims }
      return {
        access_token: 'a',
        token_type: 'Bearer',
        id_token: sign(claims, 'JWT', said.forged),
      }
    },
  }
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', issuer)
    if (url.pathname === '/auth') {
      asked = url.searchParams
      const back = `${asked.get('redirect_uri')}?code=c&state=${asked.get('state')}`
      return response.writeHead(303, { location: back }).end()
    }
    response.setHeader('content-type', 'application/json').end(JSON.stringify(answers[url.pathname]?.()))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return {
    issuer,
    says: next => {
      said = next
    },
    sign,
    stop: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
