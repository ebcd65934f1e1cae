import { calculateJwkThumbprint } from 'jose'
import { describe, expect, test } from 'vitest'
import {
  directoryKey,
  exportSigningKey,
  generateSigningKey,
  importSigningKey,
  keysOfAll,
  publicKeyFor,
  thumbprint,
} from './keys.ts'
import vectors from './vectors/jws.json' with { type: 'json' }

const refused = (code: string) => expect.objectContaining({ code })
const day = (n: number) => new Date(Date.UTC(2026, 0, n))

const old = generateSigningKey('320111')
const current = generateSigningKey('320111')
const neighbour = generateSigningKey('340523')
const directory = {
  320111: [directoryKey(old, day(1), day(10)), directoryKey(current, day(8))],
  340523: [directoryKey(neighbour, day(1))],
}

describe('key ids', () => {
  test('RFC 8037 A.3 thumbprint', () => {
    expect(thumbprint(vectors.rfc8037.jwk)).toBe(vectors.rfc8037.thumbprint)
  })

  test('are those jose computes', async () => {
    expect(current.kid).toBe(await calculateJwkThumbprint(current.publicJwk))
  })
})

describe('key files', () => {
  test('round trip', async () => {
    const copy = importSigningKey(exportSigningKey(current))
    expect({ ...copy, privateKey: null }).toEqual({ ...current, privateKey: null })
    const bytes = Buffer.from('same key, same signature')
    expect(await copy.suite.sign(copy.privateKey, bytes)).toEqual(
      await current.suite.sign(current.privateKey, bytes),
    )
  })

  test('refuses parts that do not belong together', () => {
    const file = JSON.parse(exportSigningKey(current))
    const other = JSON.parse(exportSigningKey(neighbour))
    for (const change of [
      { d: other.d },
      { x: other.x },
      { kid: other.kid },
      { d: 'AA' },
      { d: undefined },
    ]) {
      const text = JSON.stringify({ ...file, ...change })
      expect(() => importSigningKey(text)).toThrow(refused('key-malformed'))
    }
    for (const text of ['', 'null', '[]', JSON.stringify({ ...file, crv: 'X25519' })]) {
      expect(() => importSigningKey(text)).toThrow(refused('key-malformed'))
    }
  })

  test('an error never quotes the file', () => {
    const cut = exportSigningKey(current).slice(0, -10)
    expect(() => importSigningKey(cut)).toThrow(/^key-malformed: the key file is not JSON$/)
  })
})

describe('directory', () => {
  test('an old key stays valid for its own time', () => {
    expect(publicKeyFor(directory, '320111', old.kid, day(1)).kid).toBe(old.kid)
    expect(publicKeyFor(directory, '320111', old.kid, day(9)).kid).toBe(old.kid)
    expect(publicKeyFor(directory, '320111', current.kid, day(900)).kid).toBe(current.kid)
  })

  test.each([
    ['not yet', '320111', current.kid, day(7), 'key-not-yet-valid'],
    ['no more', '320111', old.kid, day(10), 'key-expired'],
    ['at no time', '320111', old.kid, new Date(Number.NaN), 'key-expired'],
    ['a stranger', '320111', 'nobody', day(9), 'key-unknown'],
    ['of the neighbour', '320111', neighbour.kid, day(9), 'key-unknown'],
    ['of no jurisdiction', 'constructor', old.kid, day(9), 'key-unknown'],
  ])('%s', (_name, jurisdiction, kid, at, code) => {
    expect(() => publicKeyFor(directory, jurisdiction, kid, at)).toThrow(refused(code))
  })

  test('a key filed under the id of another is refused', () => {
    const forged = { 320111: [{ ...directoryKey(neighbour, day(1)), kid: current.kid }] }
    expect(() => publicKeyFor(forged, '320111', current.kid, day(9))).toThrow(refused('key-malformed'))
  })

  test('tells whose key it is', () => {
    expect(keysOfAll(directory, day(9))(neighbour.kid).jurisdiction).toBe('340523')
    expect(() => keysOfAll(directory, day(9))('nobody')).toThrow(refused('key-unknown'))
  })
})
