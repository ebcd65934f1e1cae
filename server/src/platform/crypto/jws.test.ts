import fc from 'fast-check'
import { CompactSign, compactVerify, FlattenedSign, flattenedVerify } from 'jose'
import { describe, expect, test } from 'vitest'
import { canonicalBytes, type JsonValue } from './canonical.ts'
import { signCompact, signDetached, verifyCompact, verifyDetached } from './jws.ts'
import { directoryKey, generateSigningKey, keysOf } from './keys.ts'
import { intl } from './suite.ts'
import vectors from './vectors/jws.json' with { type: 'json' }

const refused = (code: string) => expect.objectContaining({ code })
const start = new Date('2026-01-01T00:00:00Z')
const key = generateSigningKey('320111')
const keys = keysOf({ 320111: [directoryKey(key, start)] }, '320111', start)
const publicKey = intl.importPublicKey(key.publicJwk)
const typ = 'lianqiao-action'
const payload = { 事项: '养老保险转移', count: 2 }
const base64url = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

describe('published vectors', () => {
  test.each(vectors.rfc7515)('RFC 7515 $name verifies with jose', async ({ jwk, jws }) => {
    const { payload } = await compactVerify(jws, jwk)
    expect(Buffer.from(payload).toString()).toBe(vectors.payload)
  })

  test('RFC 8037 A.4: the suite makes the very signature', async () => {
    const { jwk, jws, payload } = vectors.rfc8037
    const input = jws.slice(0, jws.lastIndexOf('.'))
    expect(input).toBe(`${base64url({ alg: 'EdDSA' })}.${Buffer.from(payload).toString('base64url')}`)
    const signature = await intl.sign(intl.importPrivateKey(jwk), Buffer.from(input))
    expect(`${input}.${Buffer.from(signature).toString('base64url')}`).toBe(jws)
  })

  test('RFC 8037 A.5: the suite and jose verify it', async () => {
    const { jwk, jws } = vectors.rfc8037
    const dot = jws.lastIndexOf('.')
    const signature = Buffer.from(jws.slice(dot + 1), 'base64url')
    const vectorKey = intl.importPublicKey(jwk)
    expect(await intl.verify(vectorKey, Buffer.from(jws.slice(0, dot)), signature)).toBe(true)
    await compactVerify(jws, vectorKey)
  })
})

describe('against jose', () => {
  test('jose verifies what we sign', async () => {
    const jws = await signCompact(key, typ, payload)
    const result = await compactVerify(jws, publicKey, { algorithms: ['Ed25519'] })
    expect(result.protectedHeader).toEqual({ alg: 'Ed25519', kid: key.kid, typ })
    expect(Buffer.from(result.payload)).toEqual(canonicalBytes(payload))
  })

  test('we verify what jose signs', async () => {
    const jws = await new CompactSign(canonicalBytes(payload))
      .setProtectedHeader({ typ, kid: key.kid, alg: 'Ed25519' })
      .sign(key.privateKey)
    expect(await verifyCompact(jws, typ, keys)).toEqual({ kid: key.kid, jurisdiction: '320111', payload })
  })

  test('detached, both ways', async () => {
    const bytes = Buffer.from('any bytes')
    const [header = '', , signature = ''] = (await signDetached(key, typ, bytes)).split('.')
    await flattenedVerify({ protected: header, payload: bytes.toString('base64url'), signature }, publicKey)
    const theirs = await new FlattenedSign(bytes)
      .setProtectedHeader({ alg: 'Ed25519', kid: key.kid, typ })
      .sign(key.privateKey)
    const signer = await verifyDetached(`${theirs.protected}..${theirs.signature}`, typ, bytes, keys)
    expect(signer).toEqual({ kid: key.kid, jurisdiction: '320111' })
  })
})

test('every JSON value makes the round trip, in canonical form', async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), async value => {
      const read = await verifyCompact(await signCompact(key, typ, value as JsonValue), typ, keys)
      expect(canonicalBytes(read.payload)).toEqual(canonicalBytes(value))
    }),
  )
})

describe('refusals', () => {
  const withHeader = async (header: object, sign = key) => {
    const input = `${base64url(header)}.${Buffer.from(canonicalBytes(payload)).toString('base64url')}`
    const signature = await intl.sign(sign.privateKey, Buffer.from(input))
    return `${input}.${Buffer.from(signature).toString('base64url')}`
  }
  const good = { alg: 'Ed25519', kid: key.kid, typ }

  test.each([
    ['none', { ...good, alg: 'none' }, 'algorithm-refused'],
    ['HMAC over the public key', { ...good, alg: 'HS256' }, 'algorithm-refused'],
    ['the open EdDSA', { ...good, alg: 'EdDSA' }, 'algorithm-refused'],
    ['no alg', { kid: key.kid, typ }, 'algorithm-refused'],
    ['no kid', { alg: 'Ed25519', typ }, 'signature-malformed'],
    ['a kid that is no text', { ...good, kid: 7 }, 'signature-malformed'],
    ['another typ', { ...good, typ: 'lianqiao-receipt' }, 'type-refused'],
    ['no typ', { alg: 'Ed25519', kid: key.kid }, 'type-refused'],
    ['crit', { ...good, crit: ['b64'], b64: false }, 'signature-malformed'],
    ['a key of its own', { ...good, jwk: key.publicJwk }, 'signature-malformed'],
    ['an unknown kid', { ...good, kid: 'nobody' }, 'key-unknown'],
  ])('%s', async (_name, header, code) => {
    await expect(verifyCompact(await withHeader(header), typ, keys)).rejects.toEqual(refused(code))
  })

  test('the signature of another key', async () => {
    const jws = await withHeader(good, generateSigningKey('320111'))
    await expect(verifyCompact(jws, typ, keys)).rejects.toEqual(refused('signature-invalid'))
  })

  test('forms that are no JWS', async () => {
    const jws = await signCompact(key, typ, payload)
    const [header, body, signature] = jws.split('.')
    const header2 = Buffer.from('null').toString('base64url')
    for (const form of ['', '.', '..', `${jws}.`, `${jws}=`, ` ${jws}`, `${header2}.${body}.${signature}`]) {
      await expect(verifyCompact(form, typ, keys)).rejects.toEqual(refused('signature-malformed'))
    }
    await expect(verifyDetached(jws, typ, canonicalBytes(payload), keys)).rejects.toEqual(
      refused('signature-malformed'),
    )
    await expect(verifyCompact(`${header}..${signature}`, typ, keys)).rejects.toEqual(
      refused('signature-invalid'),
    )
  })

  test('a signed payload that is not canonical', async () => {
    const jws = await new CompactSign(Buffer.from('{ "a": 1 }')).setProtectedHeader(good).sign(key.privateKey)
    await expect(verifyCompact(jws, typ, keys)).rejects.toEqual(refused('json-invalid'))
  })

  test('any changed character of a JWS', async () => {
    const jws = await signCompact(key, typ, payload)
    await fc.assert(
      fc.asyncProperty(fc.nat(jws.length - 1), fc.constantFrom(...'AZaz09-_.=+'), async (at, character) => {
        fc.pre(jws[at] !== character)
        const changed = jws.slice(0, at) + character + jws.slice(at + 1)
        await expect(verifyCompact(changed, typ, keys)).rejects.toEqual(
          expect.objectContaining({ name: 'CryptoRefusal' }),
        )
      }),
      { numRuns: 500 },
    )
  })

  test('any changed bit of detached bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1 }), fc.nat(), async (bytes, n) => {
        const jws = await signDetached(key, typ, bytes)
        await verifyDetached(jws, typ, bytes, keys)
        const changed = bytes.map((byte, i) => (i === (n >> 3) % bytes.length ? byte ^ (1 << (n & 7)) : byte))
        await expect(verifyDetached(jws, typ, changed, keys)).rejects.toEqual(refused('signature-invalid'))
      }),
    )
  })
})
