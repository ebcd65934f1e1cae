import { sign, verify } from 'node:crypto'
import fc from 'fast-check'
import { httpbis } from 'http-message-signatures'
import { parseDictionary, serializeDictionary } from 'structured-headers'
import { describe, expect, test } from 'vitest'
import {
  type HttpRequest,
  type HttpResponse,
  type SignatureFields,
  signRequest,
  signResponse,
} from './http-signature.ts'
import { verifyRequest, verifyResponse, WINDOW_SECONDS } from './http-verification.ts'
import { directoryKey, generateSigningKey, keysOfAll, type SigningKey } from './keys.ts'
import { intl } from './suite.ts'

const refused = (code: string) => expect.objectContaining({ code })
const now = new Date('2026-03-02T01:00:00Z')
const seconds = (n: number) => new Date(now.getTime() + n * 1000)
const asker = generateSigningKey('320111')
const answerer = generateSigningKey('340523')
const directory = {
  320111: [directoryKey(asker, seconds(-9999))],
  340523: [directoryKey(answerer, seconds(-9999))],
}
const keys = keysOfAll(directory, now)

const bare: HttpRequest = {
  method: 'POST',
  url: 'https://node.340523.example/exchange/messages?wait=1',
  headers: { 'Content-Type': 'application/jose' },
  body: Buffer.from('e30.e30.AA'),
}
const answer: HttpResponse = {
  status: 202,
  headers: { 'content-type': 'application/jose' },
  body: Buffer.from('receipt'),
}

type Signed<T> = T & { readonly headers: Record<string, string> }
const add = <T extends HttpRequest | HttpResponse>(message: T, fields: SignatureFields) =>
  ({ ...message, headers: { ...message.headers, ...fields } }) as Signed<T>
const signedRequest = async (request = bare, created = now, nonce?: string) =>
  add(request, await signRequest(asker, request, nonce === undefined ? { created } : { created, nonce }))
const signedResponse = async (request: HttpRequest, response = answer) =>
  add(response, await signResponse(answerer, response, request, { created: now }))

describe('a request', () => {
  test('is proven to be its signer’s', async () => {
    const request = await signedRequest(bare, seconds(0.7), 'n-1')
    expect(await verifyRequest(request, { keys, now })).toEqual({
      kid: asker.kid,
      jurisdiction: '320111',
      created: now,
      nonce: 'n-1',
    })
  })

  test('covers what the profile says', async () => {
    const { headers } = await signedRequest()
    expect(headers['signature-input']).toBe(
      'lianqiao=("@method" "@target-uri" "content-digest" "content-type")' +
        `;created=${now.getTime() / 1000};keyid="${asker.kid}";tag="lianqiao"`,
    )
  })

  test('without a body needs no content type', async () => {
    const request = await signedRequest({ ...bare, method: 'GET', headers: {}, body: Buffer.alloc(0) })
    await verifyRequest(request, { keys, now })
    const typed = { ...request, headers: { ...request.headers, 'content-type': 'text/html' } }
    await expect(verifyRequest(typed, { keys, now })).rejects.toEqual(refused('coverage-refused'))
  })

  test('with a body needs one', async () => {
    await expect(signedRequest({ ...bare, headers: {} })).rejects.toEqual(refused('signature-malformed'))
  })

  test.each([
    ['method', { method: 'PUT' }, 'signature-invalid'],
    ['host', { url: bare.url.replace('340523', '340524') }, 'signature-invalid'],
    ['path', { url: bare.url.replace('messages', 'queries') }, 'signature-invalid'],
    ['query', { url: `${bare.url}&wait=2` }, 'signature-invalid'],
    ['body', { body: Buffer.from('e30.e31.AA') }, 'digest-mismatch'],
    ['body cut off', { body: Buffer.alloc(0) }, 'digest-mismatch'],
  ])('with a changed %s is refused', async (_name, change, code) => {
    const request = { ...(await signedRequest()), ...change }
    await expect(verifyRequest(request, { keys, now })).rejects.toEqual(refused(code))
  })

  test('with any changed character in what it signs is refused', async () => {
    const request = await signedRequest(bare, now, 'n-1')
    const names = ['content-type', 'content-digest', 'signature', 'signature-input']
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...names),
        fc.nat(),
        fc.constantFrom(...'AZaz09 ";=:,()'),
        async (name, n, c) => {
          const field = name === 'content-type' ? 'Content-Type' : name
          const value = request.headers[field] ?? ''
          const at = n % value.length
          const headers = { ...request.headers, [field]: value.slice(0, at) + c + value.slice(at + 1) }
          fc.pre(canonicalFields(headers) !== canonicalFields(request.headers))
          await expect(verifyRequest({ ...request, headers }, { keys, now })).rejects.toEqual(
            expect.objectContaining({ name: 'CryptoRefusal' }),
          )
        },
      ),
      { numRuns: 500 },
    )
  })

  test.each([
    ['as old as the window', -WINDOW_SECONDS, undefined],
    ['older', -WINDOW_SECONDS - 1, 'signature-too-old'],
    ['as far ahead as the window', WINDOW_SECONDS, undefined],
    ['further ahead', WINDOW_SECONDS + 1, 'signature-from-future'],
  ])('%s', async (_name, offset, code) => {
    const verified = verifyRequest(await signedRequest(bare, seconds(offset)), { keys, now })
    if (code) await expect(verified).rejects.toEqual(refused(code))
    else expect((await verified).created).toEqual(seconds(offset))
  })

  test('keeps to a narrower window when told', async () => {
    const request = await signedRequest(bare, seconds(-6))
    await expect(verifyRequest(request, { keys, now, windowSeconds: 5 })).rejects.toEqual(
      refused('signature-too-old'),
    )
  })

  test('of a stranger is refused', async () => {
    const stranger = generateSigningKey('320111')
    const request = add(bare, await signRequest(stranger, bare, { created: now }))
    await expect(verifyRequest(request, { keys, now })).rejects.toEqual(refused('key-unknown'))
  })

  test('without our signature is refused', async () => {
    await expect(verifyRequest(bare, { keys, now })).rejects.toEqual(refused('signature-missing'))
    const other = add(bare, await forge('("@method")', 'tag="proxy"'))
    await expect(verifyRequest(other, { keys, now })).rejects.toEqual(refused('signature-missing'))
  })
})

/** Spellings that structured fields (RFC 9651) take for the same value, such as spaces and base64 pad bits. */
function canonicalFields(headers: Record<string, string>): string {
  const canonical = (value = '') => {
    try {
      return serializeDictionary(parseDictionary(value))
    } catch {
      return value
    }
  }
  const { signature, 'signature-input': input } = headers
  return JSON.stringify([
    headers['Content-Type']?.trim(),
    headers['content-digest']?.trim(),
    canonical(signature),
    canonical(input),
  ])
}

/** A valid signature of the asker over components and parameters of our choice. */
async function forge(
  components: string,
  parameters: string,
  key: SigningKey = asker,
): Promise<SignatureFields> {
  const { 'content-digest': digest } = await signRequest(asker, bare, { created: now })
  const covered = `${components};${parameters}`
  const lines: Record<string, string> = {
    '"@method"': 'POST',
    '"@target-uri"': bare.url,
    '"content-digest"': digest,
    '"content-type"': 'application/jose',
  }
  const names = components.slice(1, -1).split(' ').filter(Boolean)
  const base = [...names.map(name => `${name}: ${lines[name]}`), `"@signature-params": ${covered}`].join('\n')
  const signature = Buffer.from(await intl.sign(key.privateKey, Buffer.from(base))).toString('base64')
  return {
    'content-digest': digest,
    'signature-input': `lianqiao=${covered}`,
    signature: `lianqiao=:${signature}:`,
  }
}

describe('a signature outside the profile', () => {
  const all = '("@method" "@target-uri" "content-digest" "content-type")'
  const created = `created=${now.getTime() / 1000}`
  const keyid = `keyid="${asker.kid}"`
  const tag = 'tag="lianqiao"'

  test.each([
    ['in the profile', all, `${created};${keyid};${tag}`, undefined],
    [
      'with alg and expires',
      all,
      `${created};${keyid};alg="ed25519";expires=${now.getTime() / 1000};${tag}`,
      undefined,
    ],
    ['covering nothing', '()', `${created};${keyid};${tag}`, 'coverage-refused'],
    [
      'not covering the body',
      '("@method" "@target-uri" "content-type")',
      `${created};${keyid};${tag}`,
      'coverage-refused',
    ],
    [
      'not covering the target',
      '("@method" "content-digest" "content-type")',
      `${created};${keyid};${tag}`,
      'coverage-refused',
    ],
    ['without created', all, `${keyid};${tag}`, 'signature-malformed'],
    ['with created as a text', all, `created="1";${keyid};${tag}`, 'signature-malformed'],
    ['without keyid', all, `${created};${tag}`, 'signature-malformed'],
    ['of another algorithm', all, `${created};${keyid};alg="hmac-sha256";${tag}`, 'algorithm-refused'],
    ['expired', all, `${created};${keyid};expires=${now.getTime() / 1000 - 1};${tag}`, 'signature-too-old'],
  ])('%s', async (_name, components, parameters, code) => {
    const request = add(bare, await forge(components, parameters))
    const verified = verifyRequest(request, { keys, now })
    if (code) await expect(verified).rejects.toEqual(refused(code))
    else expect((await verified).jurisdiction).toBe('320111')
  })

  test('of another key under our key’s id', async () => {
    const request = add(bare, await forge(all, `${created};${keyid};${tag}`, answerer))
    await expect(verifyRequest(request, { keys, now })).rejects.toEqual(refused('signature-invalid'))
  })

  test('beside another of the same tag', async () => {
    const good = await forge(all, `${created};${keyid};${tag}`)
    const twice = (value: string) => `${value}, ${value.replace('lianqiao=', 'b=')}`
    const fields = {
      ...good,
      'signature-input': twice(good['signature-input']),
      signature: twice(good.signature),
    }
    await expect(verifyRequest(add(bare, fields), { keys, now })).rejects.toEqual(
      refused('signature-malformed'),
    )
  })

  test('beside one of a proxy, under another label: ours still counts', async () => {
    const good = await forge(all, `${created};${keyid};${tag}`)
    const fields = {
      ...good,
      'signature-input': `proxy=();tag="proxy", ${good['signature-input'].replace('lianqiao=', 'ours=')}`,
      signature: `proxy=:AA==:, ${good.signature.replace('lianqiao=', 'ours=')}`,
    }
    expect((await verifyRequest(add(bare, fields), { keys, now })).kid).toBe(asker.kid)
  })
})

describe('a response', () => {
  test('is proven to answer its request', async () => {
    const request = await signedRequest()
    const response = await signedResponse(request)
    expect(response.headers['signature-input']).toContain(
      '("@status" "content-digest" "content-type" "signature";req;key="lianqiao")',
    )
    expect((await verifyResponse(response, request, { keys, now })).jurisdiction).toBe('340523')
  })

  test('to another request is refused', async () => {
    const response = await signedResponse(await signedRequest(bare, now, 'n-1'))
    const other = await signedRequest(bare, now, 'n-2')
    await expect(verifyResponse(response, other, { keys, now })).rejects.toEqual(refused('signature-invalid'))
  })

  test.each([
    ['status', { status: 200 }, 'signature-invalid'],
    ['body', { body: Buffer.from('other') }, 'digest-mismatch'],
  ])('with a changed %s is refused', async (_name, change, code) => {
    const request = await signedRequest()
    const response = { ...(await signedResponse(request)), ...change }
    await expect(verifyResponse(response, request, { keys, now })).rejects.toEqual(refused(code))
  })

  test('that is a request’s signature sent back is refused', async () => {
    const request = await signedRequest()
    const response = { ...request, status: 202 }
    await expect(verifyResponse(response, request, { keys, now })).rejects.toEqual(
      refused('coverage-refused'),
    )
  })

  test('to an unsigned request cannot be signed', async () => {
    await expect(signedResponse(bare)).rejects.toEqual(refused('signature-missing'))
  })
})

describe('against http-message-signatures', () => {
  const theirKey = (key: SigningKey) => ({
    id: key.kid,
    verify: async (data: Buffer, signature: Buffer) =>
      verify(null, data, intl.importPublicKey(key.publicJwk), signature),
  })
  const fields = ['@method', '@target-uri', 'content-digest', 'content-type']
  const requiredParams = ['created', 'keyid', 'tag']

  test('it verifies our request and response', async () => {
    const request = await signedRequest()
    const response = await signedResponse(request)
    const notAfter = seconds(1)
    const keyLookup = async () => theirKey(asker)
    expect(
      await httpbis.verifyMessage({ keyLookup, notAfter, requiredParams, requiredFields: fields }, request),
    ).toBe(true)
    expect(
      await httpbis.verifyMessage(
        {
          keyLookup: async () => theirKey(answerer),
          notAfter,
          requiredParams,
          requiredFields: ['@status', 'signature'],
        },
        response,
        request,
      ),
    ).toBe(true)
  })

  test('we verify its request', async () => {
    const digested = add(bare, await signRequest(asker, bare, { created: now }))
    const { signature: _, 'signature-input': __, ...headers } = digested.headers
    const signed = await httpbis.signMessage(
      {
        key: { id: asker.kid, sign: async (data: Buffer) => sign(null, data, asker.privateKey) },
        name: 'theirs',
        fields,
        params: requiredParams,
        paramValues: { created: now, tag: 'lianqiao' },
      },
      { ...digested, headers },
    )
    expect((await verifyRequest(signed as HttpRequest, { keys, now })).kid).toBe(asker.kid)
  })
})
