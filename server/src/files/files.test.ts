import { deflateSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { staff } from '../../../test/support/as.ts'
import { startTestNode, type TestNode } from '../../../test/support/node.ts'
import { bindFiles } from '../platform/files.ts'
import { transaction } from '../platform/transaction.ts'
import { cleanFile } from './clean.ts'
import { filesModule } from './index.ts'

const clerk = staff('320111', ['clerk'], { subject: 'zhou' })
const other = staff('320111', ['clerk'], { subject: 'wu' })
const reader = staff('320111', ['approver'], { subject: 'reader' })
const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF\n')

let node: TestNode
beforeAll(async () => {
  node = await startTestNode({ modules: [filesModule(async (_node, _db, who) => who.subject === 'reader')] })
})
afterAll(() => node.stop())

const bytesOf = (segments: (number[] | string)[]) =>
  Buffer.concat(segments.map(s => (typeof s === 'string' ? Buffer.from(s, 'latin1') : Buffer.from(s))))

/** Orientation 6, then a note where the picture was taken. */
const exif = (little: boolean) => {
  const tiff = little
    ? bytesOf([
        'II*\0',
        [8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0],
        'GPS 118.49,31.86',
      ])
    : bytesOf([
        'MM\0*',
        [0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0],
        'GPS 118.49,31.86',
      ])
  const body = Buffer.concat([Buffer.from('Exif\0\0'), tiff])
  return Buffer.concat([Buffer.from([0xff, 0xe1, 0, body.length + 2]), body])
}
const jpeg = (little = false) =>
  Buffer.concat([
    bytesOf([[0xff, 0xd8]]),
    exif(little),
    bytesOf([[0xff, 0xfe, 0, 8], 'secret', [0xff, 0xdb, 0, 4, 1, 2], [0xff, 0xda, 0, 3, 9]]),
    bytesOf([[1, 2, 0xff, 0, 0xff, 0xd3, 5, 0xff, 0xd9], 'second picture with GPS']),
  ])

const chunk = (type: string, data: Buffer) => {
  const head = Buffer.alloc(8)
  head.writeUInt32BE(data.length)
  head.write(type, 4, 'latin1')
  return Buffer.concat([head, data, Buffer.alloc(4)])
}
const png = Buffer.concat([
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  chunk('IHDR', Buffer.alloc(13)),
  chunk('eXIf', Buffer.from('GPS')),
  chunk('tEXt', Buffer.from('Author\0GPS')),
  chunk('IDAT', deflateSync(Buffer.from([0, 0]))),
  chunk('IEND', Buffer.alloc(0)),
  Buffer.from('GPS'),
])

test('an upload is seen by its uploader alone until a record names it, then by the readers of that record', async () => {
  const { status, body } = await node.as(clerk).post('/api/files', pdf)
  expect(status).toBe(200)
  expect(body).toMatchObject({ mediaType: 'application/pdf', size: pdf.length })
  const path = `/api/files/${body.id}`
  const seen = await node.as(clerk).get<Uint8Array>(path)
  expect(Buffer.from(seen.body).equals(pdf)).toBe(true)
  expect(seen.headers.get('content-type')).toBe('application/pdf')
  expect((await node.as(reader).get(path)).body.code).toBe('not-found')
  expect((await node.as().get(path)).body.code).toBe('sign-in-needed')

  await transaction(node.node.db, tx => bindFiles(tx, [body.id], 'record-1', clerk))
  expect((await node.as(reader).get(path)).status).toBe(200)
  expect((await node.as(other).get(path)).body.code).toBe('not-found')
  const looks = await node.node.db
    .selectFrom('audit')
    .select('actor')
    .where('verb', '=', 'files.read')
    .where('object', '=', 'record-1')
    .execute()
  expect(looks).toEqual([{ actor: 'reader' }])
})

test('only the uploader binds, or a record hands its files on', async () => {
  const { body } = await node.as(clerk).post('/api/files', pdf)
  const bind = (record: string, from: Parameters<typeof bindFiles>[3]) =>
    transaction(node.node.db, tx => bindFiles(tx, [body.id], record, from))
  await expect(bind('record-2', other)).rejects.toMatchObject({ code: 'not-found' })
  await bind('record-2', clerk)
  expect(await bind('record-2', other)).toMatchObject([{ id: body.id, records: ['record-2'] }])
  await expect(bind('record-3', { record: 'record-9' })).rejects.toMatchObject({ code: 'not-found' })
  expect(await bind('record-3', { record: 'record-2' })).toMatchObject([{ sha256: body.sha256 }])
})

test('what is stored does not show what was uploaded', async () => {
  const { body } = await node.as(clerk).post('/api/files', pdf)
  const row = await node.node.db
    .selectFrom('file')
    .select('bytes')
    .where('id', '=', body.id)
    .executeTakeFirstOrThrow()
  expect(row.bytes.includes('%PDF')).toBe(false)
})

test('a file that is too large, of another kind or cut off is refused with what to do', async () => {
  const upload = async (bytes: Uint8Array) => (await node.as(clerk).post('/api/files', bytes)).body.code
  expect(await upload(Buffer.concat([pdf, Buffer.alloc(10 * 1024 * 1024)]))).toBe('too-large')
  expect(await upload(Buffer.alloc(13 * 1024 * 1024))).toBe('too-large')
  expect(await upload(Buffer.from('<html>'))).toBe('file-unreadable')
  expect(await upload(Buffer.alloc(0))).toBe('file-unreadable')
  expect(await upload(jpeg().subarray(0, -40))).toBe('file-unreadable')
  expect((await node.as().post('/api/files', pdf)).body.code).toBe('sign-in-needed')
})

test('where and when a picture was taken does not stay in it; its orientation does', () => {
  for (const little of [true, false]) {
    const { mediaType, bytes } = cleanFile(jpeg(little))
    const clean = Buffer.from(bytes)
    expect(mediaType).toBe('image/jpeg')
    expect(clean.toString('latin1')).not.toMatch(/GPS|secret/)
    expect(clean.subarray(-9)).toEqual(bytesOf([[1, 2, 0xff, 0, 0xff, 0xd3, 5, 0xff, 0xd9]]))
    // Cleaning again finds the orientation that was kept, and changes nothing more.
    expect(Buffer.from(cleanFile(clean).bytes).equals(clean)).toBe(true)
    expect(clean.includes(bytesOf([[1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6]]))).toBe(true)
  }
  const clean = Buffer.from(cleanFile(png).bytes)
  expect(clean.toString('latin1')).not.toContain('GPS')
  expect(clean.toString('latin1')).toMatch(/IHDR.*IDAT.*IEND/s)
})

test('no bytes make the cleaner fail in another way than by refusing', () => {
  const whole = jpeg()
  for (let cut = 0; cut < whole.length; cut++) {
    for (const bytes of [whole.subarray(0, cut), png.subarray(0, cut)])
      try {
        cleanFile(bytes)
      } catch (error) {
        expect(error).toMatchObject({ code: 'file-unreadable' })
      }
  }
})

test('an upload that no record named within a week is wiped, and no other', async () => {
  const upload = async () => (await node.as(clerk).post('/api/files', pdf)).body.id as string
  const [young, old, bound] = [await upload(), await upload(), await upload()]
  await transaction(node.node.db, tx => bindFiles(tx, [bound], 'record-4', clerk))
  await node.node.db
    .updateTable('file')
    .set({ created_at: new Date('2026-03-02T00:00:00Z') })
    .where('id', 'in', [old, bound])
    .execute()
  await filesModule(async () => false).jobs?.['files.wipe']?.work(node.node, {})
  const status = async (id: string) => (await node.as(reader).get(`/api/files/${id}`)).status
  expect((await node.as(clerk).get(`/api/files/${young}`)).status).toBe(200)
  expect((await node.as(clerk).get(`/api/files/${old}`)).status).toBe(404)
  expect(await status(bound)).toBe(200)
})
