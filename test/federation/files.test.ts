import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sha256 } from '../../server/src/platform/vault.ts'
import { staff } from '../support/as.ts'
import { caseWhen, noCrimeCertificate, people } from '../support/matters.ts'
import { startTwoNodes, type TwoNodes } from '../support/two-nodes.ts'

let nodes: TwoNodes
const { pukou, hexian } = people

beforeAll(async () => {
  nodes = await startTwoNodes()
})
afterAll(() => nodes.stop())

const pdf = (size: number) =>
  Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(size), Buffer.from('%%EOF')])

/** A case received in 浦口 for 和县 to decide, with a scan; once 和县 has taken it. */
async function received(bytes: Buffer): Promise<{ file: string; record: string }> {
  const { body: file } = await nodes.pukou.as(pukou.clerk).post('/api/files', bytes)
  const scan = {
    code: 'application',
    by: 'scan',
    files: [{ id: file.id, sha256: file.sha256 }],
    originalSeen: true,
  }
  const matter = noCrimeCertificate('340523', { documents: [scan] })
  const { body } = await nodes.pukou.as(pukou.clerk).post('/api/matters', matter)
  const record = body.cases[0].id as string
  await caseWhen(nodes.hexian, hexian.acceptor, record, 'taken', view => view.summary.leader === '340523')
  return { file: file.id, record }
}
const read = (who: Parameters<TwoNodes['hexian']['as']>[0], path: string) =>
  nodes.hexian.as(who).get(`/api/files/${path}`)

test('a scan handed in on one side is seen by the officer who decides on the other, and both sides know it', async () => {
  const bytes = pdf(4_500_000)
  const { file, record } = await received(bytes)
  const path = `${file}?record=${record}`
  expect((await read(hexian.acceptor, file)).body.code).toBe('not-found')
  const stranger = staff('340523', ['acceptor'], { department: 'medical-insurance' })
  expect((await read(stranger, path)).body.code).toBe('not-found')

  const seen = await read(hexian.acceptor, path)
  expect(seen.status).toBe(200)
  expect(sha256(seen.body)).toBe(sha256(bytes))
  const rows = await nodes.pukou.node.db
    .selectFrom('audit')
    .select(['actor', 'object'])
    .where('verb', '=', 'files.fetch')
    .execute()
  expect(rows).toEqual([{ actor: 'peer:340523', object: record }])
  // The copy is kept, sealed: the second look asks nobody.
  expect((await read(hexian.approver, file)).status).toBe(200)
})

test('a file that is not the one its record names is not taken', async () => {
  const { file, record } = await received(pdf(100))
  const { node } = nodes.pukou
  const other = pdf(90)
  await node.db
    .updateTable('file')
    .set({ bytes: node.vault.seal(`file:${file}`, other), sha256: sha256(other), size: other.length })
    .where('id', '=', file)
    .execute()
  expect((await read(hexian.acceptor, `${file}?record=${record}`)).body.code).toBe('message-invalid')
  expect((await read(hexian.acceptor, file)).body.code).toBe('not-found')
})

test('a partner gets files of the records that he shares, and no others', async () => {
  const { file, record } = await received(pdf(100))
  const { body: own } = await nodes.pukou.as(pukou.clerk).post('/api/files', pdf(100))
  const fetch = (id: string, of: string) =>
    nodes.hexian.node.exchange.query(nodes.pukou.node.jurisdiction, 'files.fetch', {
      record: of,
      id,
      offset: 0,
    })
  await expect(fetch(own.id, record)).rejects.toMatchObject({ code: 'not-found' })
  const here = await nodes.pukou.as(pukou.clerk).post(
    '/api/matters',
    noCrimeCertificate('320111', {
      documents: [
        { code: 'application', by: 'scan', files: [{ id: own.id, sha256: own.sha256 }], originalSeen: true },
      ],
    }),
  )
  await expect(fetch(own.id, here.body.cases[0].id)).rejects.toMatchObject({ code: 'not-found' })
  await expect(fetch(file, record)).resolves.toMatchObject({ mediaType: 'application/pdf' })
})
