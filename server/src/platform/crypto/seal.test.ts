import { createHmac, randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  blindIndex,
  createKeyring,
  normaliseForIndex,
  open,
  openText,
  seal,
  sealingKeyNumber,
  sealText,
} from './seal.ts'
import { intl } from './suite.ts'

const refused = (code: string) => expect.objectContaining({ code })
const first = { number: 1, key: randomBytes(32) }
const second = { number: 300, key: randomBytes(32) }
const ring = createKeyring([first])
const rotated = createKeyring([second, first])

describe('AES-256-GCM', () => {
  test('opens a vector of the GCM specification (McGrew & Viega, test case 16)', () => {
    const hex = (text: string) => Buffer.from(text, 'hex')
    const key = hex('feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308')
    const aad = hex('feedfacedeadbeeffeedfacedeadbeefabaddad2')
    const sealed = hex(
      'cafebabefacedbaddecaf888' +
        '522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa' +
        '8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662' +
        '76fc6ece0f4e1768cddf8853bb2d551b',
    )
    expect(Buffer.from(intl.open(key, aad, sealed) ?? []).toString('hex')).toBe(
      'd9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525' +
        'b16aedf5aa0de657ba637b39',
    )
  })
})

describe('sealing', () => {
  test('round trip of any bytes in any context', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.string(), (plaintext, context) => {
        const sealed = seal(ring, context, plaintext)
        expect(sealed.length).toBe(plaintext.length + 31)
        expect(Buffer.from(open(ring, context, sealed))).toEqual(Buffer.from(plaintext))
      }),
    )
  })

  test('round trip of a text, never twice the same bytes', () => {
    const sealed = sealText(ring, 'person.name:7', '欧阳娜娜（演示）')
    expect(openText(ring, 'person.name:7', sealed)).toBe('欧阳娜娜（演示）')
    expect(sealText(ring, 'person.name:7', '欧阳娜娜（演示）')).not.toEqual(sealed)
  })

  test('another context is refused', () => {
    const sealed = sealText(ring, 'person.name:7', 'x')
    expect(() => open(ring, 'person.name:8', sealed)).toThrow(refused('seal-invalid'))
  })

  test('any changed bit is refused', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.nat(), (plaintext, n) => {
        const sealed = seal(rotated, 'c', plaintext)
        const bit = n % (sealed.length * 8)
        const changed = sealed.map((byte, i) => (i === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte))
        expect(() => open(rotated, 'c', changed)).toThrow(expect.objectContaining({ name: 'CryptoRefusal' }))
      }),
    )
  })

  test('any cut is refused', () => {
    const sealed = sealText(ring, 'c', 'x')
    for (let length = 0; length < sealed.length; length++) {
      expect(() => open(ring, 'c', sealed.subarray(0, length))).toThrow(
        expect.objectContaining({ name: 'CryptoRefusal' }),
      )
    }
  })
})

describe('rotation', () => {
  test('the newest seals, the old still opens', () => {
    const before = sealText(ring, 'c', 'x')
    const after = sealText(rotated, 'c', 'x')
    expect([sealingKeyNumber(before), sealingKeyNumber(after)]).toEqual([1, 300])
    expect(openText(rotated, 'c', before)).toBe('x')
    expect(() => open(ring, 'c', after)).toThrow(refused('seal-malformed'))
  })

  test.each([
    ['no key', []],
    ['a short key', [{ number: 1, key: randomBytes(16) }]],
    ['a number twice', [first, first]],
    ['number 0', [{ number: 0, key: first.key }]],
    ['a number over two bytes', [{ number: 65_536, key: first.key }]],
  ])('%s makes no keyring', (_name, keys) => {
    expect(() => createKeyring(keys)).toThrow(refused('key-malformed'))
  })
})

describe('blind index', () => {
  const key = randomBytes(32)

  test('is HMAC-SHA-256 of field and value, cut to 16 bytes', () => {
    const whole = createHmac('sha256', key).update('["lianqiao blind index","id","11X"]').digest()
    expect(blindIndex(key, 'id', '11x')).toEqual(whole.subarray(0, 16))
  })

  test('finds the spellings of one value', () => {
    const index = blindIndex(key, 'person.id_number', '11010519491231002X')
    for (const spelling of [
      '11010519491231002x',
      ' 110105 19491231 002X ',
      '１１０１０５１９４９１２３１００２Ｘ',
    ]) {
      expect(blindIndex(key, 'person.id_number', spelling)).toEqual(index)
    }
  })

  test('fields, values and keys are unrelated', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (a, b, field) => {
        fc.pre(normaliseForIndex(a) !== normaliseForIndex(b))
        expect(blindIndex(key, field, a)).not.toEqual(blindIndex(key, field, b))
        expect(blindIndex(key, `${field}.`, a)).not.toEqual(blindIndex(key, field, a))
        expect(blindIndex(randomBytes(32), field, a)).not.toEqual(blindIndex(key, field, a))
      }),
    )
  })

  test('a short key is refused', () => {
    expect(() => blindIndex(randomBytes(16), 'f', 'v')).toThrow(refused('key-malformed'))
  })
})
