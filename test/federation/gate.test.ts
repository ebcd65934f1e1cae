import { randomUUIDv7 } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { messageTyp, Receipt, receiptTyp } from '@lianqiao/model/exchange/messages.ts'
import { JurisdictionCode } from '@lianqiao/model/identifiers/division.ts'
import type { Instant } from '@lianqiao/model/records/action.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { directory, issueDirectory } from '../../server/src/federation/index.ts'
import { canonicalBytes, type JsonValue } from '../../server/src/platform/crypto/canonical.ts'
import { signRequest } from '../../server/src/platform/crypto/http-signature.ts'
import { signCompact, verifyCompact } from '../../server/src/platform/crypto/jws.ts'
import {
  directoryKey,
  generateSigningKey,
  keysOf,
  type SigningKey,
} from '../../server/src/platform/crypto/keys.ts'
import { sha256 } from '../../server/src/platform/vault.ts'
import { staff } from '../support/as.ts'
import { until } from '../support/until.ts'
import { type Pair, startPair } from './support/pair.ts'
import { effectsOf, ping } from './support/ping.ts'

let pair: Pair
let a: Pair['a']
let b: Pair['b']
beforeAll(async () => {
  pair = await startPair()
  a = pair.a
  b = pair.b
})
afterAll(() => pair.stop())

/** A message as an honest 浦口 would write it, with what a dishonest one changes. */
const envelope = (n: number, changes: Record<string, JsonValue> = {}): Record<string, JsonValue> => ({
  id: randomUUIDv7(),
  from: '320111',
  to: '340523',
  type: 'test.ping',
  at: pair.time.now(),
  body: { n },
  ...changes,
})
const written = (n: number, changes?: Record<string, JsonValue>, typ = messageTyp, key = a.signer) =>
  signCompact(key, typ, envelope(n, changes))

/** Knock at the gate of 和县, signed as HTTP by `key`; `tamper` changes what then goes out. */
async function knock(
  jws: string,
  options: {
    key?: SigningKey
    created?: Date
    tamper?: (sent: { url: string; headers: Record<string, string>; body: Buffer }) => void
  } = {},
) {
  const url = `${b.config.publicUrl}/exchange/messages`
  const body = Buffer.from(jws)
  const headers = { 'content-type': 'application/jose' }
  const fields = await signRequest(
    options.key ?? a.signer,
    { method: 'POST', url, headers, body },
    { created: options.created ?? new Date(pair.time.now()) },
  )
  const sent = { url, headers: { ...headers, ...fields } as Record<string, string>, body }
  options.tamper?.(sent)
  const response = await fetch(sent.url, { method: 'POST', headers: sent.headers, body: sent.body })
  const text = await response.text()
  const { code } = response.status === 200 ? {} : (JSON.parse(text) as { code: string })
  return { status: response.status, text, code }
}

/** Nothing of a refused message may stay. */
async function leftNoTrace(n: number) {
  expect(await effectsOf(b.running.node.db, n)).toBe(0)
}

test('an honest message is processed and answered by a receipt over its bytes', async () => {
  const jws = await written(1)
  const { status, text } = await knock(jws)
  expect(status).toBe(200)
  const keys = keysOf(
    { 340523: [directoryKey(b.signer, new Date('2026-01-01'))] },
    '340523',
    new Date(pair.time.now()),
  )
  const receipt = Receipt.parse((await verifyCompact(text, receiptTyp, keys)).payload)
  expect(receipt).toMatchObject({
    state: 'processed',
    from: '340523',
    to: '320111',
    sha256: sha256(Buffer.from(jws)),
  })
})

test('the same id with other content raises an alarm and changes nothing', async () => {
  const id = randomUUIDv7()
  expect((await knock(await written(2, { id }))).status).toBe(200)
  const second = await knock(await written(3, { id }))
  expect(JSON.parse(Buffer.from(second.text.split('.')[1] ?? '', 'base64url').toString())).toMatchObject({
    state: 'rejected',
    problem: { code: 'message-conflict' },
  })
  await leftNoTrace(3)
  const admin = staff('340523', ['sysadmin'])
  const { body } = await b.as(admin).get('/api/exchange/alarms?open=true')
  expect(body.alarms).toMatchObject([{ kind: 'message-conflict', peer: '320111', object: id }])
  const settle = () => b.as(admin).post(`/api/exchange/alarms/${body.alarms[0].id}/settle`)
  expect((await settle()).status).toBe(200)
  expect((await settle()).body.code).toBe('alarm-not-found')
})

test('one corrupted byte is refused wherever it lies', async () => {
  const jws = await written(4)
  for (const at of [3, Math.floor(jws.length / 2), jws.length - 3]) {
    const body = Buffer.from(jws)
    body[at] = body[at] === 65 ? 66 : 65
    // On the way, after HTTP was signed; and before, so that only the inner signature can tell.
    const outer = await knock(jws, { tamper: sent => (sent.body = body) })
    expect(outer).toMatchObject({ status: 400, code: 'message-invalid' })
    const inner = await knock(body.toString())
    expect([400, 403]).toContain(inner.status)
  }
  await leftNoTrace(4)
})

test.each<[string, () => Promise<{ status: number; code?: string | undefined }>, string]>([
  ['to another node', async () => knock(await written(5, { to: '330822' })), 'message-invalid'],
  ['in the name of another', async () => knock(await written(5, { from: '330822' })), 'message-invalid'],
  ['of another purpose', async () => knock(await written(5, {}, 'lianqiao-query+jws')), 'message-invalid'],
  [
    'by a stranger',
    async () => knock(await written(5), { key: generateSigningKey('320111') }),
    'unknown-peer',
  ],
  [
    'written by a stranger, carried by a partner',
    async () => knock(await written(5, {}, messageTyp, generateSigningKey('320111'))),
    'unknown-peer',
  ],
  [
    'written by one partner, carried by another',
    async () => knock(await written(5), { key: b.signer }),
    'unknown-peer',
  ],
  ['with a field too many', async () => knock(await written(5, { extra: true })), 'message-invalid'],
  [
    'from the future',
    async () => knock(await written(5, { at: '2027-01-01T00:00:00.000Z' })),
    'message-invalid',
  ],
  [
    'replayed ten minutes later',
    async () => knock(await written(5), { created: new Date(Date.parse(pair.time.now()) - 600_000) }),
    'message-invalid',
  ],
  [
    'to another path',
    async () => knock(await written(5), { tamper: sent => (sent.url += '?x=1') }),
    'message-invalid',
  ],
  [
    'without an HTTP signature',
    async () => knock(await written(5), { tamper: sent => delete sent.headers.signature }),
    'message-invalid',
  ],
  [
    'as another type of content',
    async () => knock(await written(5), { tamper: sent => (sent.headers['content-type'] = 'text/plain') }),
    'unreadable-body',
  ],
  [
    'with alg none',
    async () => {
      const header = Buffer.from(canonicalBytes({ alg: 'none', kid: a.signer.kid, typ: messageTyp }))
      const payload = Buffer.from(canonicalBytes(envelope(5)))
      return knock(`${header.toString('base64url')}.${payload.toString('base64url')}.`)
    },
    'message-invalid',
  ],
  [
    'not canonical',
    async () => {
      const [header] = (await written(5)).split('.')
      const payload = Buffer.from(JSON.stringify(envelope(5), null, 1)).toString('base64url')
      const signature = await a.signer.suite.sign(a.signer.privateKey, Buffer.from(`${header}.${payload}`))
      return knock(`${header}.${payload}.${Buffer.from(signature).toString('base64url')}`)
    },
    'message-invalid',
  ],
  [
    'nested a thousand deep',
    async () => {
      const [header] = (await written(5)).split('.')
      const deep = `{"at":"${pair.time.now()}","body":${'['.repeat(1000)}${']'.repeat(1000)}}`
      const payload = Buffer.from(deep).toString('base64url')
      const signature = await a.signer.suite.sign(a.signer.privateKey, Buffer.from(`${header}.${payload}`))
      return knock(`${header}.${payload}.${Buffer.from(signature).toString('base64url')}`)
    },
    'too-large',
  ],
  ['larger than the gate takes', async () => knock('x'.repeat(4 * 1024 * 1024 + 1)), 'too-large'],
])('a message %s is refused', async (_name, knocking, code) => {
  const answer = await knocking()
  expect(answer.code).toBe(code)
  expect(answer.status).toBeGreaterThanOrEqual(400)
  expect(answer.status).toBeLessThan(500)
  await leftNoTrace(5)
})

test('a receipt that is not the partner’s settles nothing and raises an alarm', async () => {
  const forged = await signCompact(a.signer, receiptTyp, { any: 'thing' })
  a.wire.meddle(async passing => {
    const real = await passing.pass()
    return new Response(forged, { status: 200, headers: real.headers })
  })
  const id = await ping(a.running.node, 6)
  const admin = staff('320111', ['sysadmin'])
  await until('the alarm', async () => {
    const { body } = await a.as(admin).get('/api/exchange/alarms')
    return body.alarms.some(
      (alarm: { kind: string; object: string }) => alarm.kind === 'receipt-invalid' && alarm.object === id,
    )
  })
  a.wire.mend()
  await until('the true receipt', async () => {
    const { body } = await a.as(admin).get(`/api/exchange/messages/${id}`)
    return body.state === 'processed'
  })
  expect(await effectsOf(b.running.node.db, 6)).toBe(1)
})

test('a replaced key: messages written before still arrive, new ones with the old key do not', async () => {
  a.wire.cut()
  const waiting = await ping(a.running.node, 7)
  await until('signed with the old key', async () => {
    const row = await a.running.node.db
      .selectFrom('outbox')
      .selectAll()
      .where('id', '=', waiting)
      .executeTakeFirst()
    return row?.signed
  })
  // The old key ends now; what it signed while valid stays signed.
  const ends = new Date(Date.parse(pair.time.now()) + 1000)
  const fresh = generateSigningKey('320111')
  const entry = pair.listed[0]
  if (!entry) throw new Error('no entry')
  const old = entry.keys[0]
  entry.keys = [
    { ...old, notAfter: ends.toISOString() },
    directoryKey(fresh, new Date(pair.time.now())),
  ] as typeof entry.keys
  pair.time.advance(60_000)
  await pair.issue()
  await until('the new directory', async () => (await knock(await written(9))).code === 'unknown-peer')
  expect((await knock(await written(8))).code).toBe('unknown-peer')
  await leftNoTrace(8)
  // What waited goes as it was written, carried by the new key.
  const row = await a.running.node.db
    .selectFrom('outbox')
    .selectAll()
    .where('id', '=', waiting)
    .executeTakeFirstOrThrow()
  const message = a.running.node.vault.openJson(`outbox:${waiting}`, row.payload)
  const [header, , signature] = (row.signed ?? '').split('.')
  const jws = `${header}.${Buffer.from(canonicalBytes(message)).toString('base64url')}.${signature}`
  expect((await knock(jws, { key: fresh })).status).toBe(200)
  expect(await effectsOf(b.running.node.db, 7)).toBe(1)
  // Back to the one key for the tests that follow.
  entry.keys = [old] as typeof entry.keys
  pair.time.advance(1000)
  await pair.issue()
  a.wire.mend()
  await until('all well again', async () => (await knock(await written(9))).status === 200)
})

test('a directory that expired vouches for nobody; a new one heals', async () => {
  pair.time.advance(31 * 86_400_000)
  expect(await knock(await written(10))).toMatchObject({ status: 403, code: 'unknown-peer' })
  await pair.issue()
  await until('the new directory', async () => (await knock(await written(10))).status === 200)
})

test('a directory signed by another, or older than the known one, is not taken', async () => {
  const before = (await directory(b.running.node)).issuedAt
  const forged = await issueDirectory(generateSigningKey('directory'), pair.listed, {
    validDays: 400,
    at: '2026-05-01T00:00:00.000Z' as Instant,
  })
  await writeFile(b.config.directoryFile, forged)
  await new Promise(resolve => setTimeout(resolve, 600))
  expect((await directory(b.running.node)).issuedAt).toBe(before)
  await pair.issue({ at: '2026-01-02T00:00:00.000Z' })
  await new Promise(resolve => setTimeout(resolve, 600))
  expect((await directory(b.running.node)).issuedAt).toBe(before)
  // And after a restart the node still has its own copy.
  await b.restart()
  expect((await directory(b.running.node)).issuedAt).toBe(before)
  expect(
    (await directory(b.running.node)).nodeOf(JurisdictionCode.parse('320111'), pair.time.now()).name,
  ).toBe('南京市浦口区')
})
