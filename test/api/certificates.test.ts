import type { Verification } from '@lianqiao/model/api/certificates.ts'
import type { Principal } from '@lianqiao/model/people/principal.ts'
import type { PermitData } from '@lianqiao/model/procedures/permit/data.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { issueForCase } from '../../server/src/certificates/actions/issue.ts'
import { verifyCredential } from '../../server/src/certificates/index.ts'
import { certificatesOf } from '../../server/src/certificates/store.ts'
import { directoryKey } from '../../server/src/platform/crypto/keys.ts'
import { sha256 } from '../../server/src/platform/vault.ts'
import { findRecord } from '../../server/src/records/index.ts'
import { staff } from '../support/as.ts'
import { acceptCase, grantCase, startIssuingNodes, take } from '../support/granted-case.ts'
import type { TestNode } from '../support/node.ts'
import { pdfText } from '../support/pdf-text.ts'
import type { TwoNodes } from '../support/two-nodes.ts'
import { until } from '../support/until.ts'

let nodes: TwoNodes
let node: TestNode
beforeAll(async () => {
  nodes = await startIssuingNodes()
  node = nodes.pukou
})
afterAll(() => nodes.stop())

const holder: Principal = {
  kind: 'resident',
  subject: 'resident-demo',
  name: '演示甲',
  jurisdiction: '320111' as Principal['jurisdiction'],
  roles: ['resident'],
}
const stranger: Principal = { ...holder, subject: 'somebody-else' }
const approver = staff('320111', ['approver'], { department: 'public-security' })

const phaseOf = async (record: string) => (await findRecord(node.node.db, record))?.state.phase
const onlyOf = async (record: string) => {
  const all = await certificatesOf(node.node, node.node.db, record)
  expect(all).toHaveLength(1)
  return all[0] as (typeof all)[number]
}
async function issued() {
  const record = await acceptCase(node.node)
  await grantCase(node.node, record)
  await until('concluded', async () => (await phaseOf(record)) === 'concluded')
  return onlyOf(record)
}
const keys = () => ({
  '320111': [directoryKey(node.node.vault.signer, new Date('2020-01-01T00:00:00Z'))],
})
const check = (credential: string, statusList?: string) =>
  verifyCredential(credential, keys(), { at: node.node.time.now(), statusList })
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes)
const verify = (code: string) => node.as().get<Verification>(`/api/verify/${code}`)

describe('a granted permit', () => {
  test('becomes a certificate, and the record says which', async () => {
    const certificate = await issued()
    const found = await findRecord(node.node.db, certificate.record)
    expect((found?.state.data as PermitData | undefined)?.certificate).toMatchObject({
      id: certificate.id,
      type: '11100000000013127D901',
      digest: certificate.digest,
    })
    expect(certificate.content).toMatchObject({
      issuer: '浦口区公安局',
      issuedOn: '2026-03-10',
      validUntil: '2027-03-09',
    })
    const pdf = await node.as(approver).get(`/api/certificates/${certificate.id}/file`)
    expect(pdf.headers.get('content-type')).toBe('application/pdf')
    expect(sha256(pdf.body)).toBe(certificate.digest)
    const words = pdfText(pdf.body)
    for (const word of [
      '居住证',
      '演示甲',
      '民族汉',
      '江苏省南京市浦口区桥林街道乌江社区示例路2号',
      certificate.id,
    ])
      expect(words).toContain(word)
  })

  test('has one certificate, however often and at once the job runs', async () => {
    const record = await acceptCase(node.node)
    await grantCase(node.node, record)
    await Promise.allSettled([1, 2, 3].map(() => issueForCase(node.node, { record })))
    await until('concluded', async () => (await phaseOf(record)) === 'concluded')
    await issueForCase(node.node, { record })
    await onlyOf(record)
  })
})

describe('presenting', () => {
  test('the holder takes the credential along; it verifies with nobody asked, its status unknown', async () => {
    const { id } = await issued()
    const answer = await node.as(holder).get(`/api/certificates/${id}/credential`)
    expect(answer.body.format).toBe('dc+sd-jwt')
    const checked = await check(answer.body.credential)
    expect(checked).toMatchObject({ verdict: 'unknown', id, issuer: '320111', shown: { name: '演示甲' } })
    expect(checked.status).toBeUndefined()
  })

  test('with the issuer’s list the verdict is valid, and says of when the list is', async () => {
    const { credential, place } = await issued()
    const list = await node.as().get(`/certificates/status/${place.list}`)
    expect(list.headers.get('content-type')).toBe('application/statuslist+jwt')
    const checked = await check(credential, text(list.body))
    expect(checked).toMatchObject({
      verdict: 'valid',
      status: { status: 'active', asOf: node.node.time.now() },
    })
  })

  test('nobody else has it: not strangers, not staff, not the signed out', async () => {
    const { id } = await issued()
    const path = `/api/certificates/${id}`
    expect((await node.as(stranger).get(`${path}/credential`)).body.code).toBe('record-not-found')
    expect((await node.as(stranger).get(`${path}/file`)).body.code).toBe('record-not-found')
    expect((await node.as(approver).get(`${path}/credential`)).body.code).toBe('forbidden')
    expect((await node.as().get(`${path}/file`)).body.code).toBe('sign-in-needed')
    const elsewhere = staff('320111', ['approver'], { department: 'tax' })
    expect((await node.as(elsewhere).get(`${path}/file`)).body.code).toBe('record-not-found')
  })
})

describe('public verification', () => {
  test('tells little, and when it was asked', async () => {
    const { content } = await issued()
    const { status, body } = await verify(content.verification)
    expect(status).toBe(200)
    expect(body).toEqual({
      verdict: 'valid',
      status: 'active',
      type: { name: '居住证', nameEn: 'residence permit' },
      holder: '演*甲',
      issuer: { name: '浦口区公安局', jurisdiction: '320111' },
      issuedOn: '2026-03-10',
      validUntil: '2027-03-09',
      checkedAt: node.node.time.now(),
    })
  })

  test('takes the code as people type it, and knows nothing of another', async () => {
    const { content } = await issued()
    const typed = content.verification.toLowerCase().replaceAll('-', ' ')
    expect((await verify(encodeURIComponent(typed))).status).toBe(200)
    expect((await verify('0000-0000-0000-0000')).body).toMatchObject({ code: 'certificate-not-found' })
    expect((await verify('what')).body).toMatchObject({ code: 'certificate-not-found' })
  })

  test('every question is written down, without the code', async () => {
    const { id, content } = await issued()
    await verify(content.verification)
    const rows = await node.node.db
      .selectFrom('audit')
      .selectAll()
      .where('object', '=', id)
      .orderBy('id')
      .execute()
    expect(rows.map(row => [row.actor, row.verb, row.outcome])).toContainEqual([
      'public',
      'certificates.verify',
      'done',
    ])
    expect(JSON.stringify(await node.node.db.selectFrom('audit').selectAll().execute())).not.toContain(
      content.verification,
    )
  })

  test('an annulled case takes its certificate with it, everywhere at once', async () => {
    const { record, credential, place, content } = await issued()
    await take(node.node, record, 'annul', 'principal', {
      reason: '以虚假材料取得',
      basis: '行政许可法 第六十九条',
    })
    await until('revoked', async () => (await onlyOf(record)).status === 'revoked')
    expect((await verify(content.verification)).body).toMatchObject({ verdict: 'revoked', status: 'revoked' })
    const list = text((await node.as().get(`/certificates/status/${place.list}`)).body)
    expect(await check(credential, list)).toMatchObject({ verdict: 'revoked' })
    const other = await issued()
    const fresh = text((await node.as().get(`/certificates/status/${other.place.list}`)).body)
    expect(await check(other.credential, fresh)).toMatchObject({ verdict: 'valid' })
  })

  test('one address asks thirty times a minute', async () => {
    // Twice thirty and one: the minute that earlier tests began may end among them.
    const answers = await Promise.all(Array.from({ length: 61 }, () => verify('0000-0000-0000-0000')))
    expect(answers.map(a => a.status)).toContain(429)
  })

  test('a list that does not exist is not found', async () => {
    for (const list of ['99', '0', 'x'])
      expect((await node.as().get(`/certificates/status/${list}`)).status).toBe(404)
  })
})

describe('a process that dies while it issues', () => {
  test('leaves nothing behind, and the next one issues', async () => {
    const left = await startIssuingNodes({ following: false })
    const { node } = left.pukou
    const record = await acceptCase(node)
    await grantCase(node, record)
    // The certificate is written by then; the step of the record is not.
    await expect(issueForCase({ ...node, kinds: new Map() }, { record })).rejects.toThrow()
    expect(await certificatesOf(node, node.db, record)).toEqual([])
    expect((await findRecord(node.db, record))?.state.phase).toBe('granted')
    await issueForCase(node, { record })
    expect(await certificatesOf(node, node.db, record)).toHaveLength(1)
    expect((await findRecord(node.db, record))?.state.phase).toBe('concluded')
    await left.stop()
  })
})
