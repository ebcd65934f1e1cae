import { CertificateContent } from '@lianqiao/model/certificates/face.ts'
import { makeCertificateId } from '@lianqiao/model/identifiers/certificate-id.ts'
import { makeTrackingCode } from '@lianqiao/model/identifiers/tracking-code-text.ts'
import { Problem } from '@lianqiao/model/problems/problem.ts'
import { Instant } from '@lianqiao/model/records/action.ts'
import { StatusList } from '@sd-jwt/jwt-status-list'
import { SDJwtVcInstance } from '@sd-jwt/sd-jwt-vc'
import { decodeProtectedHeader, importJWK, jwtVerify, SignJWT } from 'jose'
import { describe, expect, test } from 'vitest'
import { directoryKey, generateSigningKey, type SigningKey } from '../platform/crypto/keys.ts'
import { hasher, makeCredential } from './credential.ts'
import { verifyCredential } from './verify-credential.ts'

const at = Instant.parse('2026-03-10T01:00:00.000Z')
const [pukou, hexian] = [generateSigningKey('320111'), generateSigningKey('340523')]
const since = new Date('2026-01-01T00:00:00Z')
const keys = { '320111': [directoryKey(pukou, since)], '340523': [directoryKey(hexian, since)] }
const uri = 'https://pukou.example/certificates/status/1'
const type = '11100000000013127D901'
const id = makeCertificateId({ type, issuer: '11320111LQ00000013', serial: '1', version: 1 } as never)
const content = CertificateContent.parse({
  type: { code: type, name: '居住证', nameEn: 'residence permit' },
  holder: { name: '演示甲', idNumber: '34052319900101001X', address: '江苏省示例路2号' },
  lines: [{ label: '姓名', value: '演示甲' }],
  remarks: [],
  issuer: '浦口区公安局',
  issuedOn: '2026-03-10',
  validUntil: '2027-03-09',
  verification: makeTrackingCode(new Uint8Array(10)),
})

const make = (signer: SigningKey = pukou, idx = 7) =>
  makeCredential(signer, { id, content, status: { uri, idx }, at })
const listOf = (statuses: Record<number, number>, change: object = {}, signer = pukou, kid = signer.kid) => {
  const numbers = Array.from({ length: 64 }, (_, i) => statuses[i] ?? 0)
  const iat = Math.floor(Date.parse(at) / 1000)
  const lst = new StatusList(numbers, 2).compressStatusList()
  return new SignJWT({ sub: uri, iat, exp: iat + 86_400, ttl: 300, status_list: { bits: 2, lst }, ...change })
    .setProtectedHeader({ alg: 'EdDSA', kid, typ: 'statuslist+jwt' })
    .sign(signer.privateKey)
}
const check = (credential: string, statusList?: string, now: string = at) =>
  verifyCredential(credential, keys, { at: Instant.parse(now), statusList })
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'accepted',
    error => (error instanceof Problem ? error.code : String(error)),
  )

describe('a credential', () => {
  test('is an ordinary SD-JWT VC: a library that is not ours verifies it', async () => {
    const [jwt = ''] = (await make()).split('~')
    const key = await importJWK({ ...pukou.publicJwk, alg: 'EdDSA' })
    const { payload } = await jwtVerify(jwt, key, { typ: 'dc+sd-jwt', algorithms: ['EdDSA'] })
    expect(payload).toMatchObject({
      iss: 'urn:lianqiao:jurisdiction:320111',
      certificate: id,
      valid_until: '2027-03-09',
    })
    expect(decodeProtectedHeader(jwt).kid).toBe(pukou.kid)
    expect(JSON.stringify(payload)).not.toContain('演示甲')
    expect(JSON.stringify(payload)).not.toContain('34052319900101001X')
  })

  test('shows what the holder chooses, and no more', async () => {
    const wallet = new SDJwtVcInstance({ hasher })
    const shown = await wallet.present(await make(), { name: true } as never)
    expect((await check(shown)).shown).toEqual({ name: '演示甲' })
  })

  test('without a list its status is unknown, with one it is what the list says', async () => {
    expect(await check(await make())).toMatchObject({ verdict: 'unknown', status: undefined })
    const verdicts = await Promise.all(
      [0, 1, 2].map(async n => (await check(await make(), await listOf({ 7: n }))).verdict),
    )
    expect(verdicts).toEqual(['valid', 'revoked', 'suspended'])
  })

  test('expires with its day', async () => {
    expect((await check(await make(), undefined, '2027-03-09T16:00:00.000Z')).verdict).toBe('expired')
  })

  test('a list past its end says nothing any more', async () => {
    const later = '2026-03-12T01:00:00.000Z'
    expect(await check(await make(), await listOf({}), later)).toMatchObject({
      verdict: 'unknown',
      status: undefined,
    })
  })
})

describe('refused', () => {
  test('any change of the signed part, of a shown part, of the signature', async () => {
    const credential = await make()
    const [jwt = '', ...parts] = credential.split('~')
    const [header = '', payload = '', signature = ''] = jwt.split('.')
    const forged = Buffer.from(payload, 'base64url').toString().replace('2027-03-09', '2037-03-09')
    const name = Buffer.from(JSON.stringify(['salt-of-sixteen-b', 'name', '演示乙'])).toString('base64url')
    const tampered = [
      [[header, Buffer.from(forged).toString('base64url'), signature].join('.'), ...parts].join('~'),
      [jwt, name, ...parts.slice(1)].join('~'),
      [jwt, ...parts.slice(0, -1), name, ''].join('~'),
      [[header, payload, `${signature.slice(0, -4)}AAAA`].join('.'), ...parts].join('~'),
      '',
      'x.y.z~',
      jwt.replace(header, Buffer.from('{"alg":"none","typ":"dc+sd-jwt"}').toString('base64url')),
    ]
    for (const one of tampered) expect(await codeOf(check(one))).toBe('credential-invalid')
  })

  test('a key of another jurisdiction, and one that nobody knows', async () => {
    // 和县 signs in the name of 浦口.
    expect(await codeOf(check(await make({ ...hexian, jurisdiction: '320111' })))).toBe('credential-invalid')
    expect(await codeOf(check(await make(generateSigningKey('320111'))))).toBe('credential-invalid')
  })

  test('a key before its time, and a credential of tomorrow', async () => {
    const young = { ...keys, '320111': [directoryKey(pukou, new Date('2026-06-01T00:00:00Z'))] }
    expect(await codeOf(verifyCredential(await make(), young, { at }))).toBe('credential-invalid')
    expect(await codeOf(check(await make(), undefined, '2026-03-09T01:00:00.000Z'))).toBe(
      'credential-invalid',
    )
  })

  test('a list of another issuer, of another address, of another kind', async () => {
    const credential = await make()
    const lists = [
      await listOf({}, {}, hexian),
      await listOf({}, {}, hexian, pukou.kid),
      await listOf({}, { sub: 'https://pukou.example/certificates/status/2' }),
      credential.split('~')[0],
    ]
    for (const list of lists) expect(await codeOf(check(credential, list))).toBe('credential-invalid')
  })

  test('a key that has ended since: what it signed in its time stays good', async () => {
    const ended = { '320111': [directoryKey(pukou, since, new Date('2026-04-01T00:00:00Z'))] }
    const later = Instant.parse('2026-05-01T00:00:00.000Z')
    expect(await codeOf(verifyCredential(await make(), ended, { at: later }))).toBe('accepted')
  })
})
