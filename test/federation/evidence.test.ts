import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { Agreement } from '@lianqiao/model/catalogue/agreement.ts'
import { ResourceCatalogue } from '@lianqiao/model/catalogue/resource.ts'
import { Consent } from '@lianqiao/model/catalogue/resource-query.ts'
import { Subject } from '@lianqiao/model/catalogue/subject.ts'
import { JurisdictionCode } from '@lianqiao/model/identifiers/division.ts'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Exchange } from '../../server/src/platform/node.ts'
import { transaction } from '../../server/src/platform/transaction.ts'
import { accessesFor, linkPulls, usePulls } from '../../server/src/resources/index.ts'
import { askThere } from '../../server/src/resources/sources.ts'
import { staff } from '../support/as.ts'
import { startTwoNodes, type TwoNodes } from '../support/two-nodes.ts'

const json = async (path: string) =>
  JSON.parse(await readFile(new URL(`../../jurisdictions/${path}`, import.meta.url), 'utf8'))
const { data: grants } = Agreement.parse(await json('agreements/pukou-hexian-2026.json'))
const held = ResourceCatalogue.parse(await json('340523/resources.json'))
const hexian = JurisdictionCode.parse('340523')
const granted = (resource: string) =>
  grants.find(g => g.provider === hexian && g.consumer === '320111' && g.resource === resource)

const subject = { idNumber: '340523199003159916', name: '王晓桥' }
const consent = { text: 'privacy-notice', given: true, by: 'applicant', at: '2026-03-10T00:59:00.000Z' }
const wish = {
  resource: 'household',
  provider: '340523',
  subject,
  purpose: '居住证申领',
  item: 'residence-permit',
  consent,
}
const clerk = staff('320111', ['clerk'], { subject: 'zhou', department: 'public-security' })
const auditor = (code: string) => staff(code, ['auditor'])

let nodes: TwoNodes
beforeAll(async () => {
  nodes = await startTwoNodes()
})
afterAll(() => nodes.stop())

const pull = async (more: object = {}) =>
  (await nodes.pukou.as(clerk).post('/api/evidence/pull', { ...wish, ...more })).body

/** Ask the partner without asking our own agreement first, as a node that breaks the rules would. */
const askBoldly = (more: object = {}) =>
  nodes.pukou.node.exchange.query(hexian, 'resource.query', {
    resource: 'household',
    subject,
    purpose: '居住证申领',
    item: 'residence-permit',
    fields: ['status'],
    consent,
    organ: '浦口区公安局',
    ...more,
  })
const accesses = async (side: 'pukou' | 'hexian', by: object = { idNumber: subject.idNumber }) =>
  (await nodes[side].as(auditor(nodes[side].node.jurisdiction)).post('/api/accesses/find', by)).body.accesses

test('a clerk sees what the other province holds, in the granted fields, and both sides know it', async () => {
  const preview = await pull({ fields: ['name', 'address', 'status'] })
  expect(preview).toMatchObject({
    resource: 'household',
    resourceName: '户籍信息',
    provider: '340523',
    pulledAt: '2026-03-10T01:00:00.000Z',
    expiresAt: '2026-03-10T01:30:00.000Z',
    judgement: [],
  })
  expect(preview.fields).toEqual([
    { name: 'name', label: '姓名', labelEn: 'name', value: '王晓桥' },
    expect.objectContaining({ name: 'address', value: expect.stringContaining('乌江镇') }),
    expect.objectContaining({ name: 'status', value: '正常' }),
  ])
  for (const side of ['pukou', 'hexian'] as const) {
    const [latest] = await accesses(side)
    expect(latest).toMatchObject({
      organ: '浦口区公安局',
      consumer: '320111',
      provider: '340523',
      purpose: '居住证申领',
      basis: '浦和联协〔2026〕1号（示例）',
      fields: ['姓名', '户籍地址', '登记状态'],
      outcome: 'found',
    })
    expect(JSON.stringify(latest)).not.toMatch(/乌江镇|王晓桥|zhou/)
  }
})

test('what was seen stands nowhere unsealed, on neither side', async () => {
  await pull()
  for (const { node } of [nodes.pukou, nodes.hexian]) {
    const stored = await Promise.all([
      node.db.selectFrom('pull').selectAll().execute(),
      node.db.selectFrom('access').selectAll().execute(),
      node.db.selectFrom('audit').selectAll().execute(),
      node.db.selectFrom('registry_row').selectAll().execute(),
    ])
    const bytes = JSON.stringify(stored, (_key, value) =>
      value?.type === 'Buffer' ? Buffer.from(value.data).toString('latin1') : value,
    )
    expect(bytes).not.toMatch(/王晓桥|340523199003159916|驻马村/)
  }
})

test('without the person’s yes nothing is asked, and the holder would not answer', async () => {
  const { consent: _, ...silent } = wish
  expect((await nodes.pukou.as(clerk).post('/api/evidence/pull', silent)).body.code).toBe('consent-needed')
  expect((await pull({ consent: { ...consent, given: false } })).code).toBe('consent-needed')
  await expect(askBoldly({ consent: undefined })).rejects.toMatchObject({ code: 'consent-needed' })
  await expect(askBoldly({ consent: { ...consent, given: false } })).rejects.toMatchObject({
    code: 'consent-needed',
  })
})

test.each([
  ['another purpose', { purpose: '企业登记' }, 'purpose-not-allowed'],
  [
    'a field beyond the grant',
    { resource: 'marriage', purpose: '生育服务登记', fields: ['spouseName'] },
    'field-not-granted',
  ],
  ['a resource that is not shared', { resource: 'employment', fields: ['employer'] }, 'no-data-grant'],
  ['a resource that does not exist', { resource: 'secrets', fields: ['all'] }, 'no-data-grant'],
])('%s is refused by the asking side, and by the holder where nobody asked it', async (_what, more, code) => {
  expect((await pull(more)).code).toBe(code)
  const before = (await accesses('hexian', {})).length
  await expect(askBoldly(more)).rejects.toMatchObject({ code })
  expect(await accesses('hexian', {})).toHaveLength(before)
  const refusals = await nodes.hexian.node.db
    .selectFrom('audit')
    .select(['actor', 'problem'])
    .where('verb', '=', 'resource.query')
    .where('outcome', '=', 'refused')
    .orderBy('id', 'desc')
    .limit(1)
    .execute()
  expect(refusals).toEqual([{ actor: 'peer:320111', problem: code }])
})

test('of any resource, purpose and fields, nothing comes but what is asked and granted', async () => {
  const question = fc.record({
    resource: fc.constantFrom(...held.map(r => r.code)),
    purpose: fc.constantFrom(...new Set(held.flatMap(r => r.purposes))),
    fields: fc.option(
      fc.uniqueArray(fc.constantFrom(...new Set(held.flatMap(r => r.fields.map(f => f.name)))), {
        minLength: 1,
      }),
    ),
    bold: fc.boolean(),
  })
  await fc.assert(
    fc.asyncProperty(question, async ({ resource, purpose, fields, bold }) => {
      const grant = granted(resource)
      const asked = fields ?? grant?.fields ?? ['name']
      const answer = bold
        ? await askBoldly({ resource, purpose, fields: asked }).catch(error => error)
        : await pull({ resource, purpose, ...(fields ? { fields } : {}) })
      const names: string[] = (answer.fields ?? []).map((f: { name: string }) => f.name)
      for (const name of names) {
        expect(grant?.fields).toContain(name)
        expect(asked).toContain(name)
      }
      if (!grant?.purposes.includes(purpose)) expect(names).toEqual([])
    }),
    { numRuns: 60 },
  )
})

test('an answer with more than was asked, or of something else, is not taken', async () => {
  const { node } = nodes.pukou
  const field = (name: string) => ({ name, label: name, labelEn: name, value: 'x' })
  const honest = {
    resource: 'household',
    provider: '340523',
    at: nodes.time.now(),
    fields: [field('status')],
    salt: 'x'.repeat(24),
  }
  const told = (said: object) => {
    const answered: Exchange['query'] = async (_to, _name, _body, options) =>
      transaction(node.db, async tx => options?.keep?.(tx, { ...honest, ...said }) as never)
    const lying = { ...node, exchange: { query: answered } }
    const question = { ...wish, subject: Subject.parse(subject), consent: Consent.parse(consent) }
    const asked = { ...question, fields: ['status'], organ: '浦口区公安局' }
    return askThere(lying, hexian, asked, 'trace', async (_tx, said) => said)
  }
  expect((await told({})).answer?.fields).toHaveLength(1)
  for (const lie of [
    { fields: [field('status'), field('spouseName')] },
    { resource: 'marriage' },
    { provider: '361123' },
    { fields: 'nothing' },
  ])
    await expect(told(lie)).rejects.toMatchObject({ code: 'message-invalid' })
})

test('a number with another name is nobody; the look is on record all the same', async () => {
  expect((await pull({ subject: { ...subject, name: '李四' } })).code).toBe('no-data-found')
  for (const side of ['pukou', 'hexian'] as const)
    expect((await accesses(side))[0]).toMatchObject({ outcome: 'none', fields: [] })
})

test('the holder stops at the quota of the agreement, also when two ask at once', async () => {
  const { quotaPerDay = 0 } = granted('disability') ?? {}
  nodes.time.set('2026-03-11T01:00:00.000Z')
  await nodes.hexian.node.db
    .insertInto('resource_use')
    .values({ resource: 'disability', consumer: '320111', day: '2026-03-11', used: quotaPerDay - 1 })
    .execute()
  const ask = () =>
    askBoldly({ resource: 'disability', purpose: '残疾人证新办', fields: ['grade'] }).then(
      () => 'answered',
      error => error.code,
    )
  expect((await Promise.all([ask(), ask(), ask()])).sort()).toEqual([
    'no-data-found',
    'quota-exceeded',
    'quota-exceeded',
  ])
  const disability = { resource: 'disability', purpose: '残疾人证新办', item: 'disability-card' }
  expect((await pull(disability)).code).toBe('quota-exceeded')
  // What was refused is not counted.
  const used = nodes.hexian.node.db.selectFrom('resource_use').select('used')
  expect(
    await used.where('resource', '=', 'disability').where('day', '=', '2026-03-11').executeTakeFirst(),
  ).toEqual({ used: quotaPerDay })
})

test('a pull that is used stands in the log under its record', async () => {
  const { id } = await pull()
  const record = `record-${randomUUID()}`
  const { node } = nodes.pukou
  const [used] = await transaction(node.db, async tx => {
    const pulls = await usePulls(node, tx, [id], { who: clerk })
    await linkPulls(tx, [id], record)
    return pulls
  })
  expect(used).toMatchObject({
    used: { id, resource: 'household', provider: '340523', purpose: '居住证申领' },
    content: { name: '王晓桥', status: '正常' },
    subject,
  })
  expect(await accessesFor(node, node.db, { record })).toMatchObject([{ organ: '浦口区公安局', record }])
})

test('when the partner is gone, the clerk is told, and nothing was looked at', async () => {
  const before = (await accesses('pukou')).length
  await nodes.hexian.stop()
  expect((await pull()).code).toBe('peer-unreachable')
  expect(await accesses('pukou')).toHaveLength(before)
})
