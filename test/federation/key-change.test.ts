import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CaseView } from '@lianqiao/model/api/case-views.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { announced, directoryKeysIn, withAnnounced } from '../../server/src/federation/index.ts'
import { addSigningKey, openSigningKeys } from '../../server/src/platform/signing-keys.ts'
import { verifyFile } from '../../server/src/records/index.ts'
import { noCrimeCertificate, people } from '../support/matters.ts'
import { startProgram } from '../support/program.ts'
import { until } from '../support/until.ts'
import { type Pair, startPair } from './support/pair.ts'

/** 浦口 changes its key on the twelfth of March; a case goes on from before to after. */
let pair: Pair
beforeAll(async () => {
  pair = await startPair({ whole: true })
})
afterAll(() => pair.stop())

const day = '2026-03-12'

test('a case that began under the old key goes on under the new one, and all of it verifies', async () => {
  const { a, b, time } = pair
  const opened = await a.as(people.pukou.clerk).post('/api/matters', noCrimeCertificate('340523'))
  const id = opened.body.cases[0].id as string
  const seenThere = (holds: (view: CaseView) => boolean) =>
    until('和县 sees it', async () => {
      const { status, body } = await b.as(people.hexian.acceptor).get<CaseView>(`/api/cases/${id}`)
      return status === 200 && holds(body) && body
    })
  await seenThere(view => view.summary.leader === '340523')
  const old = a.running.node.vault.signer.kid

  await addSigningKey(a.config.keysFolder, '320111', day)
  const keys = await openSigningKeys(a.config.keysFolder, '320111')
  const told = announced(
    { jurisdiction: a.config.jurisdiction, name: '浦口', url: a.config.publicUrl },
    keys,
    time.now(),
  )
  pair.listed.splice(0, 2, ...withAnnounced(pair.listed, told))
  time.advance(1000)
  await pair.issue()
  await a.restart()
  expect(a.running.node.vault.signer.kid).toBe(old)

  time.set(`${day}T01:00:00.000Z`)
  expect(a.running.node.vault.signer.kid).toBe(keys[1]?.key.kid)
  const { body: seen } = await a.as(people.pukou.clerk).get<CaseView>(`/api/cases/${id}`)
  const wish = { command: crypto.randomUUID(), seen: seen.seq, body: { reason: '申请人撤回。' } }
  const asked = await a.as(people.pukou.clerk).post(`/api/cases/${id}/actions/withdraw`, wish)
  expect(asked.status, JSON.stringify(asked.body)).toBe(200)
  await seenThere(view => view.summary.phase === 'withdrawn')

  const trusted = await directoryKeysIn(a.config.directoryFile, a.config.trustFile)
  const file = await b.as(people.hexian.acceptor).get<Uint8Array>(`/api/records/${id}/export`)
  const finding = await verifyFile(Buffer.from(JSON.stringify(file.body)), trusted)
  expect(finding).toMatchObject({ ok: true, trusted: 'directory' })
})

test('the authority takes what nodes announce, keeps every key, and ends one that was seen by others', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lianqiao-authority-'))
  try {
    const [file, authority, out, trust] = [
      '320111.json',
      'authority.jwk.json',
      'directory.jws',
      'trust.json',
    ].map(name => join(folder, name)) as [string, string, string, string]
    const keys = await openSigningKeys(pair.a.config.keysFolder, '320111')
    const who = { jurisdiction: '320111' as never, name: '浦口', url: 'https://pukou.example' }
    const sign = async (...more: string[]) => {
      const program = startProgram(
        ['directory', ...more, ...['--authority', authority, '--out', out, '--trust', trust]],
        { INIT_CWD: folder },
      )
      const code = await program.ended
      return { code, said: program.said() }
    }
    const [first, second] = keys.map(own => own.key.kid) as [string, string]
    await writeFile(file, JSON.stringify(announced(who, keys.slice(0, 1), pair.time.now())))
    expect(await sign(file)).toMatchObject({ code: 0 })
    await writeFile(file, JSON.stringify(announced(who, keys, pair.time.now())))
    expect(await sign(file)).toMatchObject({ code: 0 })
    expect(await sign('--end', second)).toMatchObject({ code: 0 })
    const listed = (await directoryKeysIn(out, trust))['320111']
    expect(listed?.map(({ kid, notAfter }) => [kid, notAfter !== undefined])).toEqual([
      [first, true],
      [second, true],
    ])
    expect(await sign('--end', 'nobody')).toMatchObject({ code: 1 })
    expect(await sign('--days', 'x')).toMatchObject({ code: 2 })
    expect(await readFile(out, 'utf8')).not.toContain('"d"')
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
