import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, signIn } from '../../scripts/client.ts'
import { openDemoClock } from '../../server/src/commands/demo/clock.ts'
import { signDirectory } from '../../server/src/commands/demo/directory.ts'
import { type Replicas, startReplicas } from '../../server/src/commands/demo/replicas.ts'
import { seed } from '../../server/src/commands/demo/seed.ts'
import { createNode } from '../../server/src/node.ts'
import { Config } from '../../server/src/platform/config.ts'
import { freePort } from '../../server/src/platform/net.ts'
import { hasSentAll } from '../support/acquaint.ts'
import { tuesdayMorning } from '../support/clock.ts'
import { startTestDatabase, type TestDatabase } from '../support/database.ts'
import { noCrimeCertificate } from '../support/matters.ts'
import { startTestProvider } from '../support/provider.ts'
import { until } from '../support/until.ts'

const up = new AsyncDisposableStack()
let databases: [pukou: TestDatabase, hexian: TestDatabase]
let replicas: Replicas
let clerk: Client
let url: string

/** 浦口 as three processes behind one address, 和县 as one in this process. */
beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lianqiao-replicas-'))
  up.defer(() => rm(folder, { recursive: true, force: true }))
  const clockFile = join(folder, 'clock')
  await writeFile(clockFile, String(Date.parse(tuesdayMorning) - Date.now()))
  databases = await Promise.all([startTestDatabase(), startTestDatabase()])
  for (const database of databases) up.defer(() => database.stop())
  const places = await Promise.all(
    ['320111', '340523'].map(async (code, i) => {
      const port = await freePort()
      return { jurisdiction: code, port, url: `http://127.0.0.1:${port}`, databaseUrl: databases[i]?.url }
    }),
  )
  const provider = await startTestProvider(folder, places)
  up.defer(() => provider.stop())
  const files = { directoryFile: join(folder, 'directory.jws'), trustFile: join(folder, 'trust.json') }
  const configs = places.map(({ jurisdiction, port, url, databaseUrl }) =>
    Config.parse({
      ...{ jurisdiction, port, publicUrl: url, databaseUrl, ...files },
      keysFolder: join(folder, jurisdiction),
      oidc: provider.oidc(jurisdiction),
      demonstration: true,
      logLevel: 'fatal',
    }),
  )
  await signDirectory({
    ...files,
    authorityFile: join(folder, 'authority.jwk.json'),
    notBefore: new Date('2020-01-01T00:00:00Z'),
    issuedAt: openDemoClock(clockFile).now(),
    nodes: configs.map(c => ({
      jurisdiction: c.jurisdiction,
      name: c.jurisdiction,
      url: c.publicUrl,
      keysFolder: c.keysFolder,
    })),
  })
  const [pukou, hexian] = configs as [Config, Config]
  url = pukou.publicUrl
  const seeding = await createNode(pukou, { time: openDemoClock(clockFile), duties: [] })
  const partner = await createNode(hexian, { time: openDemoClock(clockFile) })
  up.defer(() => partner.stop())
  await seed([seeding.node, partner.node])
  await seeding.stop()
  replicas = await startReplicas({ config: pukou, clockFile }, 3)
  up.defer(() => replicas.stop())
  await until('catalogues', () => toldAndSent())
  clerk = await signIn(url, provider.url, 'fang-min')
})
afterAll(() => up.disposeAsync())

async function toldAndSent(): Promise<boolean> {
  for (const { db } of databases) {
    const told = await db.selectFrom('catalogue_told').selectAll().executeTakeFirst()
    if (!told || !(await hasSentAll({ db }))) return false
  }
  return true
}

/** As a browser does it: no answer, the same wish again. */
function patiently<T>(call: () => Promise<{ status: number; body: T }>): Promise<T> {
  return until('an answer', async () => {
    const { status, body } = await call()
    if (status >= 500) return undefined
    expect(status, JSON.stringify(body)).toBe(200)
    return body
  })
}

const recordsAt = ({ db }: TestDatabase) =>
  db
    .selectFrom('record')
    .select(['id', 'seq', 'head', 'leader'])
    .where('kind', '=', 'permit')
    .orderBy('id')
    .execute()

test('two of three replicas are killed in the middle of work: nothing is lost, nothing is done twice', async () => {
  const wishes = Array.from({ length: 24 }, () => noCrimeCertificate('340523'))
  const killAt = new Map([
    [8, 0],
    [16, 1],
  ])
  const opened: string[] = []
  const waiting = wishes.entries()
  const work = async () => {
    for (const [i, wish] of waiting) {
      const victim = killAt.get(i)
      if (victim !== undefined) replicas.processes()[victim]?.kill('SIGKILL')
      const answer = await patiently(() => clerk.post<{ cases: { id: string }[] }>('/api/matters', wish))
      opened.push(answer.cases[0]?.id as string)
    }
  }
  await Promise.all([work(), work(), work(), work()])

  const [pukou, hexian] = databases
  expect(new Set(opened).size).toBe(wishes.length)
  // 和县 took every one of them over, and tells 浦口 so.
  const theirs = await until('all taken over', async () => {
    const [here, there] = await Promise.all([recordsAt(pukou), recordsAt(hexian)])
    const same = JSON.stringify(here) === JSON.stringify(there)
    return same && here.every(r => r.leader === '340523' && r.seq === 2) && there
  })
  expect(theirs.map(r => r.id)).toEqual([...opened].sort())
  const matters = await pukou.db.selectFrom('matter').select('command').execute()
  expect(matters.map(m => m.command).sort()).toEqual(wishes.map(w => w.command).sort())
  // The same wishes once more are answered by whichever replica is asked, with the same cases.
  for (const wish of wishes.slice(0, 6)) {
    const { cases } = await patiently(() => clerk.post<{ cases: { id: string }[] }>('/api/matters', wish))
    expect(opened).toContain(cases[0]?.id)
  }
  expect(await recordsAt(pukou)).toHaveLength(wishes.length)
})

test('the killed ones stand again', async () => {
  await until('three replicas', () => replicas.processes().length === 3)
})

test('moving the clock at one replica moves it at all, and everybody stays signed in', async () => {
  const { body } = await clerk.get<{ now: string }>('/demo/clock')
  const to = new Date(Date.parse(body.now) + 20 * 60_000).toISOString()
  await patiently(() => clerk.post('/demo/clock', { to }))
  // Each time on a connection of its own, so that each replica is asked in turn: six in a row are twice all three.
  const isMoved = async () => {
    const response = await fetch(`${url}/demo/clock`, { headers: { connection: 'close' } })
    return ((await response.json()) as { now: string }).now >= to
  }
  await until('moved at all', async () => {
    for (let i = 0; i < 6; i++) if (!(await isMoved())) return false
    return true
  })
  expect((await clerk.get('/api/drafts')).status).toBe(200)
})
