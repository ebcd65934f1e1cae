import { constants, createHmac, type KeyObject, verify } from 'node:crypto'
import { type InnerList, parseList } from 'structured-headers'
import { describe, expect, test } from 'vitest'
import { checkContentDigest, contentDigest } from './content-digest.ts'
import { type SignedMessage, signatureBase } from './signature-base.ts'
import { intl } from './suite.ts'
import vectors from './vectors/rfc9421.json' with { type: 'json' }

const refused = (code: string) => expect.objectContaining({ code })
const parse = (input: string) => parseList(input)[0] as InnerList
const base = (input: string, message: SignedMessage) => Buffer.from(signatureBase(parse(input), message))
const { request, response } = vectors

/** Every algorithm of the vectors; ours is only the last. */
const verifiers: Record<string, (base: Buffer, signature: Buffer) => boolean> = {
  'test-key-rsa-pss': (data, signature) => {
    const padding = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 64 }
    return verify('sha512', data, { key: vectors.keys['test-key-rsa-pss'], ...padding }, signature)
  },
  'test-key-ecc-p256': (data, signature) =>
    verify('sha256', data, { key: vectors.keys['test-key-ecc-p256'], dsaEncoding: 'ieee-p1363' }, signature),
  'test-shared-secret': (data, signature) => {
    const secret = Buffer.from(vectors.keys['test-shared-secret'], 'base64')
    return createHmac('sha256', secret).update(data).digest().equals(signature)
  },
  'test-key-ed25519': (data, signature) => verify(null, data, ed25519(), signature),
}
const ed25519 = (): KeyObject => intl.importPublicKey(vectors.ed25519)

describe('RFC 9421 Appendix B.2', () => {
  test.each(vectors.signatures)('$name verifies over our base', ({ of, key, input, signature }) => {
    const data = base(input, of === 'response' ? { request, response } : { request })
    const bytes = Buffer.from(signature, 'base64')
    expect(verifiers[key]?.(data, bytes)).toBe(true)
    expect(verifiers[key]?.(Buffer.concat([data, Buffer.from('\n')]), bytes)).toBe(false)
  })

  test('B.2.6: the suite makes the very signature', async () => {
    const { input = '', signature } = vectors.signatures.find(({ name }) => name === 'B.2.6') ?? {}
    const made = await intl.sign(intl.importPrivateKey(vectors.ed25519), base(input, { request }))
    expect(Buffer.from(made).toString('base64')).toBe(signature)
  })
})

describe('components', () => {
  const line = (input: string, message: SignedMessage) =>
    base(`(${input})`, message).toString().split('\n')[0]
  const at = (url: string, headers = {}) => ({ request: { method: 'GET', url, headers } })

  test.each([
    ['"@method"', 'https://www.example.com/', '"@method": GET'],
    [
      '"@target-uri"',
      'https://www.example.com/path?param=value',
      '"@target-uri": https://www.example.com/path?param=value',
    ],
    ['"@target-uri"', 'HTTPS://a:b@WWW.example.com:443#top', '"@target-uri": https://www.example.com/'],
    ['"@authority"', 'https://WWW.EXAMPLE.com:443/', '"@authority": www.example.com'],
    ['"@authority"', 'https://www.example.com:8443/', '"@authority": www.example.com:8443'],
    ['"@scheme"', 'http://www.example.com/', '"@scheme": http'],
    ['"@request-target"', 'https://a.example/path?param=value', '"@request-target": /path?param=value'],
    ['"@path"', 'https://a.example', '"@path": /'],
    ['"@query"', 'https://a.example/path', '"@query": ?'],
    ['"@query"', 'https://a.example/path?a=b&baz=batman&qux=', '"@query": ?a=b&baz=batman&qux='],
  ])('%s of %s', (input, url, expected) => {
    expect(line(input, at(url))).toBe(expected)
  })

  test('section 2.2.8: encoded query parameters', () => {
    const url =
      'https://a.example/parameters?var=this%20is%20a%20big%0Amultiline%20value&' +
      'bar=with+plus+whitespace&fa%C3%A7ade%22%3A%20=something'
    expect(line('"@query-param";name="var"', at(url))).toBe(
      '"@query-param";name="var": this%20is%20a%20big%0Amultiline%20value',
    )
    expect(line('"@query-param";name="bar"', at(url))).toBe(
      '"@query-param";name="bar": with%20plus%20whitespace',
    )
    expect(line('"@query-param";name="fa%C3%A7ade%22%3A%20"', at(url))).toBe(
      '"@query-param";name="fa%C3%A7ade%22%3A%20": something',
    )
  })

  test('section 2.1: fields are trimmed and joined, in any case', () => {
    const headers = { 'Cache-Control': ['max-age=60', '   must-revalidate '], 'x-empty': '' }
    expect(line('"cache-control"', at('https://a.example', headers))).toBe(
      '"cache-control": max-age=60, must-revalidate',
    )
    expect(line('"x-empty"', at('https://a.example', headers))).toBe('"x-empty": ')
  })

  test('section 2.1.2: members of a dictionary', () => {
    const headers = { 'example-dict': ' a=1, b=2;x=1;y=2, c=(a   b    c), d' }
    const member = (key: string) => line(`"example-dict";key="${key}"`, at('https://a.example', headers))
    expect(member('a')).toBe('"example-dict";key="a": 1')
    expect(member('b')).toBe('"example-dict";key="b": 2;x=1;y=2')
    expect(member('c')).toBe('"example-dict";key="c": (a b c)')
    expect(member('d')).toBe('"example-dict";key="d": ?1')
  })

  test.each([
    ['a component twice', '"date" "date"'],
    ['a component twice, its parameters in another order', '"signature";req;key="a" "signature";key="a";req'],
    ['a missing field', '"x-missing"'],
    ['an unknown derived component', '"@when"'],
    ['a response component of a request', '"@status"'],
    ['a request of no response', '"@method";req'],
    ['an unsupported parameter', '"date";bs'],
    ['a member of no dictionary', '"date";key="a"'],
    ['a missing member', '"content-digest";key="sha-256"'],
    ['a missing query parameter', '"@query-param";name="cat"'],
    ['a name that is a token', 'date'],
  ])('refuses %s', (_name, input) => {
    expect(() => base(`(${input})`, { request })).toThrow(refused('signature-malformed'))
  })

  test('refuses what would forge a line, and what is not ASCII', () => {
    for (const value of ['a\n"@method": POST', 'a\rb', '办']) {
      const message = at('https://a.example', { date: value })
      expect(() => base('("date")', message)).toThrow(refused('signature-malformed'))
    }
    expect(() => base('("@path")', at('/relative'))).toThrow(refused('signature-malformed'))
    expect(() => base('("@query-param";name="a")', at('https://a.example?a=1&a=2'))).toThrow(
      refused('signature-malformed'),
    )
    expect(() => base('("@method")', { request, response })).toThrow(refused('signature-malformed'))
  })
})

describe('RFC 9530', () => {
  const body = Buffer.from('{"hello": "world"}')

  test('example of Appendix B.1', () => {
    expect(contentDigest(intl, Buffer.concat([body, Buffer.from('\n')]))).toBe(
      'sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:',
    )
  })

  test('the body it is of, beside other algorithms', () => {
    const digest = contentDigest(intl, body)
    expect(digest).toBe('sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:')
    checkContentDigest(intl, `${request.headers['Content-Digest']}, ${digest}`, body)
    expect(() => checkContentDigest(intl, digest, body.subarray(1))).toThrow(refused('digest-mismatch'))
    expect(() => checkContentDigest(intl, 'sha-256=:AA==:', body)).toThrow(refused('digest-mismatch'))
    for (const other of ['', 'sha-256', 'sha-256=1', request.headers['Content-Digest'], 'sha-256=:']) {
      expect(() => checkContentDigest(intl, other, body)).toThrow(refused('signature-malformed'))
    }
  })
})
