import canonicalize from 'canonicalize'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalBytes, type JsonLimits, parseCanonical, sha256Hex } from './canonical.ts'
import vectors from './vectors/rfc8785.json' with { type: 'json' }

const text = (value: unknown, limits?: JsonLimits) => Buffer.from(canonicalBytes(value, limits)).toString()
const doubleOf = (hex: string) => Buffer.from(hex, 'hex').readDoubleBE()
const refused = (code: string) => expect.objectContaining({ code })

describe('RFC 8785', () => {
  test.each(vectors.cases)('$name', ({ input, output }) => {
    expect(text(JSON.parse(input))).toBe(output)
  })

  test.each(vectors.numbers)('Appendix B: %s is %s', (bits, expected) => {
    expect(text(doubleOf(bits ?? ''))).toBe(expected)
  })

  test.each(vectors.notNumbers)('Appendix B: %s is refused', bits => {
    expect(() => canonicalBytes(doubleOf(bits))).toThrow(refused('json-invalid'))
  })
})

describe('what is not JSON is refused, not dropped', () => {
  test.each([
    ['undefined', undefined],
    ['undefined member', { a: undefined }],
    ['hole', new Array(1)],
    ['function', { a() {} }],
    ['symbol', Symbol('a')],
    ['bigint', 1n],
    ['infinity', -Infinity],
    ['date', new Date()],
    ['map', new Map()],
    ['bytes', new Uint8Array(1)],
    ['lone surrogate', '\ud800'],
    ['lone surrogate in a member name', { '\udc00': 1 }],
    ['U+0000', 'a\u0000b'],
    ['U+0000 in a member name', { '\u0000': 1 }],
  ])('%s', (_name, value) => {
    expect(() => canonicalBytes(value)).toThrow(refused('json-invalid'))
  })
})

test('writes what the library of RFC 8785 writes, with names of every kind, and leaves the value as it was', () => {
  const name = fc.oneof(fc.constantFrom('__proto__', '10', '2', 'a', '-', '\u{1f600}', '\ufb33'), fc.string())
  const { tree } = fc.letrec(tie => ({
    tree: fc.oneof(
      { maxDepth: 5 },
      fc.string({ unit: 'grapheme' }),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.constantFrom(null, true),
      fc.array(tie('tree')),
      fc
        .array(fc.tuple(name, tie('tree')))
        .map(members =>
          JSON.parse(`{${members.map(([n, v]) => `${JSON.stringify(n)}:${JSON.stringify(v)}`)}}`),
        ),
    ),
  }))
  fc.assert(
    fc.property(kept(tree), value => {
      const before = JSON.stringify(value)
      expect(text(value)).toBe(canonicalize(value))
      expect(JSON.stringify(value)).toBe(before)
    }),
  )
})

/** Without U+0000, which is refused. */
const kept = (values: fc.Arbitrary<unknown>) =>
  values.filter(value => !JSON.stringify(value).includes('\\u0000'))

describe('limits', () => {
  test('depth, and so circles', () => {
    const circle: unknown[] = []
    circle.push(circle)
    expect(() => canonicalBytes(circle)).toThrow(refused('json-too-large'))
    expect(text([[0]], { maxDepth: 2, maxBytes: 5 })).toBe('[[0]]')
    expect(() => canonicalBytes([[0]], { maxDepth: 1, maxBytes: 5 })).toThrow(refused('json-too-large'))
  })

  test('bytes, before anything as long is written out', () => {
    expect(() => canonicalBytes([[0]], { maxDepth: 2, maxBytes: 4 })).toThrow(refused('json-too-large'))
    let doubling: unknown = 'x'
    for (let i = 0; i < 60; i++) doubling = [doubling, doubling]
    expect(() => canonicalBytes(doubling)).toThrow(refused('json-too-large'))
  })

  test('deeply nested bytes do not exhaust the stack', () => {
    const nested = Buffer.from('['.repeat(100_000) + ']'.repeat(100_000))
    expect(() => parseCanonical(nested)).toThrow(refused('json-too-large'))
  })

  test('of the bytes that are written, whatever the letters', () => {
    fc.assert(
      fc.property(kept(fc.jsonValue({ stringUnit: 'binary' })), value => {
        const maxBytes = canonicalBytes(value).length
        expect(canonicalBytes(value, { maxDepth: 64, maxBytes }).length).toBe(maxBytes)
        expect(() => canonicalBytes(value, { maxDepth: 64, maxBytes: maxBytes - 1 })).toThrow(
          refused('json-too-large'),
        )
      }),
    )
  })
})

describe('parseCanonical', () => {
  test('reads back what canonicalBytes wrote', () => {
    fc.assert(
      fc.property(fc.jsonValue(), value => {
        const bytes = canonicalBytes(value)
        expect(canonicalBytes(parseCanonical(bytes))).toEqual(bytes)
      }),
    )
  })

  test.each([
    ['spaces', '{ "a":1}'],
    ['order', '{"b":1,"a":1}'],
    ['a member twice', '{"a":1,"a":1}'],
    ['another spelling of a number', '1.0'],
    ['another spelling of a text', '"\\u0041"'],
    ['a byte order mark', '\ufeff1'],
    ['not JSON', '{'],
  ])('refuses %s', (_name, json) => {
    expect(() => parseCanonical(Buffer.from(json))).toThrow(refused('json-invalid'))
  })

  test('refuses bytes that are not UTF-8', () => {
    expect(() => parseCanonical(Buffer.from([0x22, 0xff, 0x22]))).toThrow(refused('json-invalid'))
  })
})

test('sha256Hex is the hash of FIPS 180-4', () => {
  expect(sha256Hex(Buffer.from('abc'))).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  )
})
