import { deflateRawSync } from 'node:zlib'
import excel from 'exceljs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { importJurisdiction } from '../../server/src/catalogue/index.ts'
import { catalogue } from '../../server/src/catalogue/module.ts'
import { federation } from '../../server/src/federation/index.ts'
import { staff } from '../support/as.ts'
import { shippedNode } from '../support/jurisdictions.ts'
import type { TestNode } from '../support/node.ts'
import { startTwoNodes, type TwoNodes } from '../support/two-nodes.ts'

/** An administrator brings a list; nothing is written before he has seen it. */

let nodes: TwoNodes
let node: TestNode
let admin: ReturnType<TestNode['as']>
beforeAll(async () => {
  nodes = await startTwoNodes({ modules: [federation, catalogue] })
  node = nodes.pukou
  admin = node.as(staff('320111', ['sysadmin']))
})
afterAll(() => nodes.stop())

const upload = (text: string | Uint8Array, filename = '清单.csv') =>
  admin.post(
    `/api/catalogue/imports?filename=${encodeURIComponent(filename)}`,
    typeof text === 'string' ? new TextEncoder().encode(text) : text,
  )
const confirm = (id: string) => admin.post(`/api/catalogue/imports/${id}/confirm`)
const guide = async (code: string) => (await node.as().get(`/api/catalogue/items/320111/${code}`)).body

describe('a list in CSV', () => {
  test('the template imports as it is downloaded, and is found once confirmed', async () => {
    const template = await admin.get<Uint8Array>('/api/catalogue/imports/template')
    expect(template.headers.get('content-type')).toContain('text/csv')
    const preview = await upload(template.body)
    expect(preview.body.faults.every((f: { severity: string }) => f.severity === 'warning')).toBe(true)
    expect(preview.body.counts).toEqual({ new: 1, changed: 0, unchanged: 0, refused: 0 })
    expect((await guide('sample-permit')).code).toBe('item-not-found')

    expect((await confirm(preview.body.id)).body.confirmedAt).toBeDefined()
    const { document } = await guide('sample-permit')
    expect(document).toMatchObject({
      name: '临时占道许可',
      limits: { decision: { promised: { amount: 5 } } },
    })
    expect(document.unconfirmed.map((u: { path: string }) => u.path)).toContain('limits.transfer')
    const { hits } = (await node.as().get('/api/catalogue/search?q=lszdxk')).body
    expect(hits[0].code).toBe('sample-permit')
    expect((await confirm(preview.body.id)).status).toBe(200)
    expect((await guide('sample-permit')).versions).toHaveLength(1)
  })

  test('what is exported imports again and changes nothing', async () => {
    const exported = await admin.get<Uint8Array>('/api/catalogue/export')
    const { body } = await upload(exported.body)
    expect(body.faults.filter((f: { severity: string }) => f.severity === 'error')).toEqual([])
    expect(body.counts).toMatchObject({ new: 0, changed: 0, refused: 0 })
    expect(body.counts.unchanged).toBeGreaterThan(15)
  })

  test('a row that names a known item changes only what it says, as a new version', async () => {
    const before = await guide('residence-permit')
    const { body } = await upload('事项名称,承诺办结时限,承诺办结时限单位\n居住证申领,7,自然日\n')
    expect(body.rows[0]).toMatchObject({
      state: 'changed',
      code: 'residence-permit',
      version: before.version + 1,
      changes: [{ path: '承诺办结时限', before: '10', after: '7' }, { path: '生效日期' }],
    })
    await confirm(body.id)
    const after = await guide('residence-permit')
    expect(after.document.limits.decision.promised).toEqual({ unit: 'calendar-day', amount: 7 })
    expect(after.document.documents).toEqual(before.document.documents)
    const old = await node.as().get(`/api/catalogue/items/320111/residence-permit?version=${before.version}`)
    expect(old.body.digest).toBe(before.digest)
  })

  test('GB 18030 from Excel on Chinese Windows is read', async () => {
    // 事项名称,俗称 ⏎ 居住证申领,流动人口证
    const gb = Buffer.from('cac2cfeec3fbb3c62ccbd7b3c60abed3d7a1d6a4c9eac1ec2cc1f7b6afc8cbbfdad6a40a', 'hex')
    const { body } = await upload(gb)
    expect(body.rows[0]).toMatchObject({ code: 'residence-permit', state: 'changed' })
  })

  test('every fault is told by row, column and value; nothing is written', async () => {
    const rows = [
      '事项名称,事项编码,基本编码,事项类型,实施主体,办件类型,承诺办结时限,承诺办结时限单位,法定办结时限,法定办结时限单位,受理条件,到办事现场次数,咨询电话,设定依据,看不懂的列',
      '甲事项,item-a,12345,行政许可,公安局,承诺件,5,工作日,20,工作日,条件,0,025-1,某法,x',
      '乙事项,item-b,,公共服务,外星局,承诺件,5,,20,工作日,条件,零次,025-1,某法,',
      '丙事项,item-c,,公共服务,公安局,承诺件,30,工作日,20,工作日,条件,1,12345,某法,',
      '丁事项,item-d,,公共服务,公安局,即办件,5,工作日,20,工作日,"=HYPERLINK(""http://x"")",0,025-1,某法,',
      '戊事项,item-e,,公共服务,公安局,承诺件,,,,,,,,,',
      '己事项,item-e,,公共服务,公安局,承诺件,,,,,,,,,',
    ].join('\n')
    const { body } = await upload(rows)
    const faults = body.faults.map((f: { row: number; column: string }) => `${f.row} ${f.column}`)
    expect(faults).toEqual(
      expect.arrayContaining([
        '2 基本编码',
        '3 实施主体',
        '3 承诺办结时限',
        '3 到办事现场次数',
        '4 承诺办结时限',
        '4 必须现场办理原因说明',
        '4 投诉电话',
        '5 受理条件',
        '6 承诺办结时限',
        '6 事项编码',
        '7 事项编码',
      ]),
    )
    expect(body.faults.every((f: { zh: string; en: string }) => f.zh && f.en)).toBe(true)
    expect(body.headings.find((h: { heading: string }) => h.heading === '看不懂的列').column).toBeUndefined()
    expect(body.counts).toMatchObject({ new: 0, refused: 6 })
    expect((await confirm(body.id)).body.code).toBe('import-refused')
    expect((await guide('item-a')).code).toBe('item-not-found')
  })

  test('what no column of the list holds is called by its name in both languages', async () => {
    const headings =
      '事项名称,事项编码,事项类型,实施主体,办件类型,承诺办结时限,承诺办结时限单位,法定办结时限,法定办结时限单位,受理条件,到办事现场次数,是否支持材料寄递,咨询电话,投诉电话,设定依据'
    const row =
      '甲事项,item-a,公共服务,公安局,承诺件,5,工作日,20,工作日,条件,0,是,025-00001000,12345,某条例 第一条'
    const { body } = await upload(`${headings}\n${row}\n`)
    expect(body.rows).toMatchObject([{ state: 'new' }])
    expect(body.faults).toMatchObject([
      { column: '英文对照', columnEn: 'English texts', severity: 'warning' },
    ])
  })

  test('a preview that was overtaken or has expired writes nothing', async () => {
    const { name } = (await guide('senior-card')).document
    const row = (nameEn: string) => `事项名称,英文名称\n${name},${nameEn}\n`
    const first = (await upload(row('Card A'))).body
    const second = (await upload(row('Card B'))).body
    expect((await confirm(second.id)).status).toBe(200)
    expect((await confirm(first.id)).body.code).toBe('import-expired')

    const third = (await upload(row('Card C'))).body
    nodes.time.advance(3 * 60 * 60 * 1000)
    expect((await confirm(third.id)).body.code).toBe('import-expired')
  })

  test('only the system administrator may', async () => {
    for (const who of [undefined, staff('320111', ['clerk']), staff('320111', ['auditor'])])
      expect([401, 403]).toContain(
        (await node.as(who).post('/api/catalogue/imports?filename=x.csv', new Uint8Array([1]))).status,
      )
  })

  test('what is no list says what to do', async () => {
    expect((await upload('a,b\n1,2\n')).body.code).toBe('sheet-unreadable')
    expect((await upload('"事项名称\n')).body.code).toBe('sheet-unreadable')
    expect((await upload(new Uint8Array([1, 0, 2, 0]))).body.code).toBe('sheet-unreadable')
  })
})

describe('a list in XLSX', () => {
  const book = async (fill: (sheet: excel.Worksheet) => void) => {
    const workbook = new excel.Workbook()
    fill(workbook.addWorksheet('实施清单'))
    return new Uint8Array(await workbook.xlsx.writeBuffer())
  }

  test('is read below a title row, formulas refused', async () => {
    const bytes = await book(sheet => {
      sheet.addRow(['浦口区政务服务事项实施清单'])
      sheet.addRow(['序号', '事项名称', '承诺办结时限（天）', '承诺办结时限单位'])
      sheet.addRow([1, '居住证申领', 6, '自然日'])
      sheet.addRow([2, '老年优待证', { formula: 'A3+1', result: 2 }, '工作日'])
    })
    const { body } = await upload(bytes, '清单.xlsx')
    expect(body.rows[0]).toMatchObject({ row: 3, code: 'residence-permit', state: 'changed' })
    expect(body.faults).toEqual(
      expect.arrayContaining([expect.objectContaining({ row: 4, column: '承诺办结时限' })]),
    )
  })

  test('a bomb, a lie about sizes and rubbish are refused, and the node lives on', async () => {
    const bomb = archive('xl/worksheets/sheet1.xml', deflateRawSync(Buffer.alloc(200 * 1024 * 1024)))
    for (const bytes of [bomb, Buffer.from('PK\u0003\u0004rubbish'), archive('a', Buffer.from('no deflate'))])
      expect((await upload(new Uint8Array(bytes), 'x.xlsx')).body.code).toBe('sheet-unreadable')
    expect((await node.as().get('/api/catalogue/search?q=jzz')).status).toBe(200)
  })

  test('too many rows are refused', async () => {
    const bytes = await book(sheet => {
      for (let i = 0; i < 10_050; i++) sheet.addRow([i])
    })
    expect((await upload(bytes)).body.code).toBe('sheet-unreadable')
  })

  /** A ZIP of one entry that tells of itself that it unpacks to nothing. */
  function archive(name: string, data: Buffer): Buffer {
    const file = Buffer.from(name)
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(8, 8)
    local.writeUInt32LE(data.length, 18)
    local.writeUInt16LE(file.length, 26)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(8, 10)
    entry.writeUInt32LE(data.length, 20)
    entry.writeUInt16LE(file.length, 28)
    const body = Buffer.concat([local, file, data])
    const end = Buffer.alloc(22)
    end.writeUInt32LE(0x06054b50, 0)
    end.writeUInt16LE(1, 8)
    end.writeUInt16LE(1, 10)
    end.writeUInt32LE(entry.length + file.length, 12)
    end.writeUInt32LE(body.length, 16)
    return Buffer.concat([body, entry, file, end])
  }
})

describe('versions', () => {
  const pukouFiles = shippedNode('320111')
  const item = pukouFiles.items.find(i => i.code === 'disability-card')

  test('loading the folder again changes nothing', async () => {
    const folder = new URL('../../jurisdictions/340523', import.meta.url).pathname
    expect(await importJurisdiction(nodes.hexian.node, folder)).toEqual({
      published: 0,
      profile: false,
      divisions: false,
    })
  })

  test('a draft may change until it is published, and never after', async () => {
    const draft = { ...item, version: 3, effectiveFrom: '2026-03-01' }
    const save = (document: unknown) => admin.put('/api/catalogue/drafts/disability-card', document)
    expect((await save(draft)).body).toMatchObject({ version: 3, findings: [] })
    expect((await save({ ...draft, name: '残疾人证新办' })).status).toBe(200)
    expect((await guide('disability-card')).document.version).toBe(2)

    const publish = () => admin.post('/api/catalogue/drafts/disability-card/publish', { version: 3 })
    expect((await publish()).status).toBe(200)
    expect((await guide('disability-card')).document).toMatchObject({ version: 3, name: '残疾人证新办' })
    expect((await save(draft)).body.code).toBe('version-frozen')
    expect((await publish()).body.code).toBe('version-frozen')
  })

  test('a guide that breaks a rule cannot be published', async () => {
    const wrong = { ...item, version: 4, effectiveFrom: '2026-03-01', visits: { count: 2 } }
    const saved = await admin.put('/api/catalogue/drafts/disability-card', wrong)
    expect(saved.body.findings.map((f: { code: string }) => f.code)).toContain('guide-visit-reason')
    const refused = await admin.post('/api/catalogue/drafts/disability-card/publish', { version: 4 })
    expect(refused.body.code).toBe('import-refused')
  })

  test('one that takes effect later waits for its day', async () => {
    const later = { ...item, version: 5, name: '残疾人证（新）', effectiveFrom: '2026-04-01' }
    await admin.put('/api/catalogue/drafts/disability-card', later)
    await admin.post('/api/catalogue/drafts/disability-card/publish', { version: 5 })
    expect((await guide('disability-card')).version).toBe(3)
    nodes.time.set('2026-03-31T16:30:00.000Z')
    expect((await guide('disability-card')).version).toBe(5)
    await catalogue.jobs?.['catalogue-day']?.work(node.node, {})
    const { hits } = (await node.as().get(`/api/catalogue/search?q=${encodeURIComponent('残疾人证（新）')}`))
      .body
    expect(hits[0].name).toBe('残疾人证（新）')
  })

  test('the database itself keeps what is published', async () => {
    const change = node.node.db
      .updateTable('catalogue_version')
      .set({ digest: 'x' })
      .where('published_at', 'is not', null)
      .execute()
    await expect(change).rejects.toThrow(/is published/)
  })
})
