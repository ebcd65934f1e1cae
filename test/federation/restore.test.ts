import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RecordId } from '@lianqiao/model/identifiers/record-id.ts'
import type { Instant } from '@lianqiao/model/records/action.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { backUp } from '../../server/src/platform/backup/backup.ts'
import { restore } from '../../server/src/platform/backup/restore.ts'
import { leaveWordOfLoss } from '../../server/src/platform/restored.ts'
import { transaction } from '../../server/src/platform/transaction.ts'
import {
  actionsOf,
  askPartners,
  goOnWithoutPartner,
  type Opening,
  open,
} from '../../server/src/records/index.ts'
import { startEmptyDatabase } from '../support/database.ts'
import { caseAs, caseWhen, noCrimeCertificate, people, stepAs } from '../support/matters.ts'
import type { TestNode } from '../support/node.ts'
import { until } from '../support/until.ts'
import { type Pair, type Side, startPair } from './support/pair.ts'

// 和县 is backed up, goes on working, burns down, and comes back from the older backup; 浦口 has lived on. The tests are one
// story and run in this order.

const passphrase = 'a passphrase of the tests'
const { pukou, hexian } = people

let pair: Pair
let a: Side
let b: Side
let folder: string
let file: string
const databases: { stop(): Promise<void> }[] = []
/** Cases by what was known of them when the backup was made. */
const cases: Record<'granted' | 'accepted' | 'opened' | 'lost' | 'openedHere', string> = {} as never

beforeAll(async () => {
  pair = await startPair({ whole: true })
  ;({ a, b } = pair)
  folder = await mkdtemp(join(tmpdir(), 'lianqiao-backup-'))
  file = join(folder, 'hexian.backup')
})
afterAll(async () => {
  await pair.stop()
  for (const database of databases) await database.stop()
  await rm(folder, { recursive: true, force: true })
})

const nodeOf = (side: Side) => side as unknown as TestNode
const onA = () => nodeOf(a)
const onB = () => nodeOf(b)

/** A matter received in 浦口, taken over by 和县, and brought as far as `verbs` there; 浦口 has seen it. */
async function handedOver(...verbs: string[]): Promise<string> {
  const { body } = await a.as(pukou.clerk).post('/api/matters', noCrimeCertificate('340523'))
  const id = body.cases[0].id as string
  await caseWhen(onB(), hexian.acceptor, id, '和县接收', v => v.summary.leader === '340523')
  for (const verb of verbs) await take(id, verb)
  const { seq } = await caseAs(onB(), hexian.acceptor, id)
  await caseWhen(onA(), pukou.clerk, id, '浦口看到', v => v.seq >= seq)
  return id
}

async function take(id: string, verb: string): Promise<void> {
  const who = verb === 'accept' ? hexian.acceptor : hexian.approver
  const answer = await stepAs(onB(), who, id, verb)
  expect(answer.status).toBe(200)
}

const ledgers = async () =>
  (await a.as(pukou.sysadmin).get('/api/exchange/ledger?peer=340523')).body as {
    own: { root: string; records: number; actions: number }
    theirs: { root: string } | null
    equal: boolean
  }

test('a backup is written while the node works, and holds nothing in the clear', async () => {
  cases.granted = await handedOver('accept')
  cases.accepted = await handedOver()
  cases.lost = await handedOver()
  await backUp(b.config, file, passphrase, pair.time.now())
  const bytes = await readFile(file)
  expect(bytes.subarray(0, 60).toString()).toContain('lianqiao-backup@1')
  for (const secret of [...(await keysOf(b)), cases.granted, '演示', 'no-crime-certificate'])
    expect(bytes.includes(secret)).toBe(false)
})

const keysOf = async ({ config: { keysFolder } }: Side) =>
  Promise.all((await readdir(keysFolder)).map(name => readFile(join(keysFolder, name), 'utf8')))

test('the node goes on, and loses everything', async () => {
  // Its own steps, which the partner has seen; a record begun since; one begun by itself; and one step nobody has seen.
  await take(cases.granted, 'grant')
  await caseWhen(onA(), pukou.clerk, cases.granted, '浦口看到办结', v => v.summary.phase === 'concluded')
  await take(cases.accepted, 'accept')
  cases.opened = await handedOver('accept')
  const { body } = await b.as(hexian.clerk).post('/api/matters', noCrimeCertificate('320111'))
  cases.openedHere = body.cases[0].id
  await caseWhen(onA(), pukou.acceptor, cases.openedHere, '浦口接收', v => v.summary.leader === '320111')
  await caseWhen(onA(), pukou.clerk, cases.accepted, '浦口看到受理', v => v.summary.phase === 'accepted')
  b.wire.cut()
  await take(cases.lost, 'accept')
  await b.running.stop()
  b.wire.mend()
  await rm(b.config.keysFolder, { recursive: true })
  b.config = { ...b.config, databaseUrl: await emptyDatabase() }
})

async function emptyDatabase(): Promise<string> {
  const database = await startEmptyDatabase()
  databases.push(database)
  return database.url
}

test.each([
  ['a wrong passphrase', (bytes: Buffer) => bytes, 'another passphrase of the tests'],
  [
    'a changed byte',
    (bytes: Buffer) => Buffer.from(bytes.map((byte, i) => (i === bytes.length - 40 ? byte ^ 1 : byte))),
    passphrase,
  ],
  ['a missing end', (bytes: Buffer) => bytes.subarray(0, -1000), passphrase],
  ['something behind the end', (bytes: Buffer) => Buffer.concat([bytes, Buffer.from('x')]), passphrase],
  ['another file', () => Buffer.from('no backup at all\n'), passphrase],
])('%s restores nothing', async (_what, spoil, phrase) => {
  const spoilt = join(folder, 'spoilt.backup')
  await writeFile(spoilt, spoil(await readFile(file)))
  await expect(restore(b.config, spoilt, phrase, pair.time.now())).rejects.toMatchObject({
    code: 'backup-unreadable',
  })
  await expect(readdir(b.config.keysFolder)).rejects.toMatchObject({ code: 'ENOENT' })
})

test('it is restored, and only into what is empty', async () => {
  pair.time.advance(3_600_000)
  const elsewhere = { ...b.config, jurisdiction: a.config.jurisdiction }
  await expect(restore(elsewhere, file, passphrase, pair.time.now())).rejects.toMatchObject({
    code: 'backup-of-another',
  })
  await restore(b.config, file, passphrase, pair.time.now())
  const again = restore(b.config, file, passphrase, pair.time.now())
  await expect(again).rejects.toMatchObject({ code: 'restore-not-empty' })
  const full = { ...b.config, keysFolder: join(folder, 'none') }
  await expect(restore(full, file, passphrase, pair.time.now())).rejects.toMatchObject({
    code: 'restore-not-empty',
  })
})

test('until it has caught up it can be read and decides nothing, so that no record gets two histories', async () => {
  await b.restart({ duties: ['serve'] })
  expect((await caseAs(onB(), hexian.acceptor, cases.granted)).summary.phase).toBe('accepted')
  const step = await stepAs(onB(), hexian.approver, cases.granted, 'grant')
  expect([step.status, step.body.number, step.body.detail]).toEqual([
    503,
    'LQ-0318',
    expect.stringContaining('320111'),
  ])
  const opened = await b.as(hexian.clerk).post('/api/matters', noCrimeCertificate('320111'))
  expect(opened.body.number).toBe('LQ-0318')
  const { body } = await b.as().get('/api/health/ready')
  expect(body.checks).toContainEqual({ name: 'catch-up', state: 'warning', detail: '320111 waiting' })
  // A partner's wish waits; it is not refused by a node that has forgotten the case.
  const asked = await stepAs(
    onA(),
    pukou.clerk,
    cases.granted,
    'deliver',
    { way: '窗口领取' },
    { parts: { recipient: '欧阳思远' } },
  )
  expect(asked.body).toEqual({ done: false, leader: '340523' })
})

test('a step that somebody changed on the way is not taken, and its record stays held; the true one is', async () => {
  const sayThat = (subject: string) =>
    a.running.node.db
      .updateTable('action')
      .set({ actor: sql`jsonb_set(actor, '{subject}', to_jsonb(${subject}::text))` })
      .where('record_id', '=', cases.accepted)
      .where('verb', '=', 'accept')
      .execute()
  await sayThat('somebody-else')
  await b.restart()
  const refused = await until('一件不符', async () => {
    const found = await caughtUp()
    return found && found.rounds > 0 ? found : undefined
  })
  expect(refused.problems).toMatchObject([{ record: cases.accepted, code: 'chain-broken' }])
  await until('别的记录先放行', async () => (await caughtUp())?.done_at)
  const held = await stepAs(onB(), hexian.acceptor, cases.accepted, 'accept')
  expect(held.body.number).toBe('LQ-0318')
  await sayThat(hexian.acceptor.subject)
  await askPartners(b.running.node, '2026-03-01T00:00:00.000Z' as Instant)
})

test('its own steps and its partner’s come back, every signature proven', async () => {
  await until('和县取回', async () => {
    const found = await caughtUp()
    return found?.done_at && JSON.stringify(found.problems) === '[]'
  })
  for (const id of [cases.granted, cases.accepted, cases.opened, cases.openedHere]) {
    const theirs = await until('同一历史', async () => {
      const [here, there] = await Promise.all([
        caseAs(onA(), pukou.clerk, id),
        caseAs(onB(), id === cases.openedHere ? hexian.clerk : hexian.acceptor, id),
      ])
      return here.head === there.head ? there : undefined
    })
    expect(theirs.applicant?.name).toBe('欧阳思远')
  }
})

const caughtUp = () => b.running.node.db.selectFrom('catch_up').selectAll().executeTakeFirst()

test('the wish that waited is done', async () => {
  await caseWhen(onA(), pukou.clerk, cases.granted, '送达', v => v.summary.phase === 'delivered')
})

test('the step that nobody had seen is taken anew, and nothing has forked', async () => {
  expect((await caseAs(onB(), hexian.acceptor, cases.lost)).summary.phase).toBe('received')
  await take(cases.lost, 'accept')
  await take(cases.accepted, 'grant')
  for (const id of [cases.lost, cases.accepted])
    await until('同一历史', async () => {
      const [here, there] = [await caseAs(onA(), pukou.clerk, id), await caseAs(onB(), hexian.acceptor, id)]
      return here.head === there.head
    })
  await until('账本一致', async () => (await ledgers()).equal)
  for (const side of [a, b])
    expect(await side.running.node.db.selectFrom('alarm').selectAll().execute()).toEqual([])
})

test('numbers of this day go on above all that can have been given', async () => {
  const { body } = await b.as(hexian.clerk).post('/api/matters', noCrimeCertificate('320111'))
  // 10:00 in China is 02:00 UTC: 100 000 and ten for each of 7200 seconds.
  expect(body.cases[0].id).toMatch(/^340523-320111-20260310-172001-/)
})

test('what the same command began before the loss is found and not begun again', async () => {
  const { node } = b.running
  const id = cases.openedHere as RecordId
  const [first] = await actionsOf(node.db, id)
  if (!first) throw new Error('the record is not there')
  const { verb, actor, body, command } = first
  const again = {
    kind: 'permit',
    receiving: '340523',
    deciding: '320111',
    parts: {},
    verb,
    actor,
    body,
    command,
  }
  const state = await transaction(node.db, tx => open(node, tx, again as Opening))
  expect(state.id).toBe(id)
  const stranger = { ...again, actor: { ...actor, subject: 'somebody-else' } } as Opening
  await expect(transaction(node.db, tx => open(node, tx, stranger))).rejects.toMatchObject({
    code: 'command-conflict',
  })
})

test('an administrator may go on without a partner who cannot answer, and it is written down', async () => {
  await leaveWordOfLoss(b.running.node, pair.time.now())
  b.wire.cut()
  await b.restart()
  expect((await stepAs(onB(), hexian.approver, cases.lost, 'grant')).body.number).toBe('LQ-0318')
  expect(await goOnWithoutPartner(b.running.node, a.config.jurisdiction)).toBe(true)
  await take(cases.lost, 'grant')
  const { db } = b.running.node
  const verbs = (await db.selectFrom('audit').select('verb').execute()).map(row => row.verb)
  expect(verbs).toEqual(
    expect.arrayContaining(['node.restored', 'records.take-back', 'node.lost', 'records.go-on-without']),
  )
  b.wire.mend()
})
