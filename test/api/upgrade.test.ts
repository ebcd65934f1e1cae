import { cp, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { JurisdictionCode } from '@lianqiao/model/identifiers/division.ts'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { modules } from '../../server/src/modules.ts'
import { createNode, type RunningNode } from '../../server/src/node.ts'
import { migrate, shippedMigrations } from '../../server/src/platform/database/migrate.ts'
import { freePort } from '../../server/src/platform/net.ts'
import { exportRecord, verifyFile } from '../../server/src/records/index.ts'
import { callAs, signingInByHeader } from '../support/as.ts'
import { testTime } from '../support/clock.ts'
import { startEmptyDatabase } from '../support/database.ts'
import { caseAs, people, stepAs } from '../support/matters.ts'
import type { TestNode } from '../support/node.ts'

// A node that was installed long ago gets the software of today.

const was = '0010_counters.sql'
const fixture = join(import.meta.dirname, 'fixtures/at-0010')
const { pukou } = people

let database: { url: string; stop(): Promise<void> }
let folder: string
let running: RunningNode
let node: TestNode
let own: string
let theirs: string
let tracking: string
let applied: string[]

beforeAll(async () => {
  database = await startEmptyDatabase()
  await migrate(database.url, was)
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  await client.query(await readFile(join(fixture, 'rows.sql'), 'utf8'))
  await client.end()
  applied = await migrate(database.url)
  ;({ own, theirs, tracking } = JSON.parse(await readFile(join(fixture, 'answers.json'), 'utf8')))
  folder = await mkdtemp(join(tmpdir(), 'lianqiao-upgrade-'))
  await cp(fixture, folder, { recursive: true })
  const port = await freePort()
  const config = {
    jurisdiction: JurisdictionCode.parse('320111'),
    host: '127.0.0.1',
    port,
    publicUrl: `http://127.0.0.1:${port}`,
    databaseUrl: database.url,
    keysFolder: join(folder, 'keys'),
    directoryFile: join(folder, 'directory.jws'),
    trustFile: join(folder, 'trust.json'),
    oidc: { issuer: 'http://127.0.0.1:9', clientId: 'node', clientSecret: 'test' },
    demonstration: true,
    requestsPerMinute: 3000,
    logLevel: 'fatal' as const,
  }
  running = await createNode(config, {
    time: testTime('2026-03-10T02:00:00.000Z'),
    modules: () => signingInByHeader(modules()),
  })
  node = { ...running, as: callAs(running.url) }
})
afterAll(async () => {
  await running.stop()
  await database.stop()
  await rm(folder, { recursive: true })
})

test('migrations are numbered without a gap, and no two bear one number', async () => {
  const numbers = (await shippedMigrations()).map(({ name }) => Number(name.slice(0, 4)))
  expect(numbers).toEqual(numbers.map((_, i) => i + 1))
})

test('everything newer was applied, and the node is ready', async () => {
  const newer = (await shippedMigrations()).map(m => m.name).filter(name => name > was)
  expect(newer).not.toEqual([])
  expect(applied).toEqual(newer)
  const { status, body } = await node.as().get('/api/health/ready')
  expect([status, body.checks.find((c: { name: string }) => c.name === 'migrations')?.state]).toEqual([
    200,
    'ok',
  ])
})

test('old records are read with their personal parts, by number and by tracking code', async () => {
  const view = await caseAs(node, pukou.acceptor, own)
  expect(view.summary.phase).toBe('received')
  expect(view.applicant?.name).toBe('欧阳思远')
  expect((await caseAs(node, pukou.clerk, theirs)).summary.leader).toBe('340523')
  expect((await node.as().get(`/api/track/${tracking}`)).body.cases).toHaveLength(1)
  const found = await node.as(pukou.acceptor).post('/api/cases/find', { text: '340523198507309952' })
  expect(found.body.cases.map((c: { id: string }) => c.id)).toContain(own)
})

test('old chains go on: a step today follows one of that time, and the whole verifies', async () => {
  expect((await stepAs(node, pukou.acceptor, own, 'accept')).body).toMatchObject({ done: true, seq: 1 })
  const view = await caseAs(node, pukou.acceptor, own)
  expect(view.timeline.map(step => step.verb)).toEqual(['receive', 'accept'])
  for (const id of [own, theirs]) {
    const bytes = await exportRecord(running.node, id, { personal: true })
    expect(await verifyFile(bytes)).toMatchObject({ ok: true })
  }
})
