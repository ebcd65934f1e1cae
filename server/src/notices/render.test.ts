import { createHash } from 'node:crypto'
import { NoticeKind, noticeTitle } from '@lianqiao/model/notices/kinds.ts'
import { describe, expect, test } from 'vitest'
import { exampleFacts } from '../../../test/support/notices.ts'
import { pdfText } from '../../../test/support/pdf-text.ts'
import { renderNotice } from './index.ts'

const official = { demonstration: false }
const textOf = async <K extends NoticeKind>(kind: K, change: object = {}, options = official) =>
  pdfText(await renderNotice(kind, exampleFacts(kind, change), options))

describe('documents as PDF', () => {
  test.each(NoticeKind.options)(
    '%s: one page with its title, its number and text that can be copied',
    async kind => {
      const pdf = await renderNotice(kind, exampleFacts(kind), official)
      expect(
        Buffer.from(pdf)
          .toString('latin1')
          .match(/\/Type \/Page\b/g),
      ).toHaveLength(1)
      expect(pdf.length).toBeLessThan(80_000)
      const text = pdfText(pdf)
      expect(text).toContain(kind === 'certificate' ? '居住证' : noticeTitle(kind, '行政确认').title)
      expect(text).toContain('演示甲')
      expect(text).not.toContain('非官方文书')
    },
  )

  test('the same facts give the same bytes, also when asked at the same time', async () => {
    const facts = exampleFacts('receipt')
    const pdfs = await Promise.all([1, 2, 3].map(() => renderNotice('receipt', facts, official)))
    const digests = pdfs.map(pdf => createHash('sha256').update(pdf).digest('hex'))
    expect(new Set(digests).size).toBe(1)
  })

  test('a receipt of six papers, one of them to follow, is one sheet that says by when', async () => {
    const names = [
      '居住证申领表',
      '居民身份证',
      '居住登记凭证',
      '本人近期正面免冠相片',
      '住所证明',
      '就读证明',
    ]
    const documents = names.map((name, i) => ({
      ...{ name, copies: 1, originalSeen: false },
      ...(i === 3 ? { by: 'later', until: '2026-03-25' } : { by: i === 0 ? 'form' : 'scan' }),
    }))
    const pdf = await renderNotice('receipt', exampleFacts('receipt', { documents }), { demonstration: true })
    const text = pdfText(pdf)
    expect(text).toContain('共 1 页')
    expect(text).toContain('2026年3月25日前补交')
    expect(text).toContain('按表单生成，已签字')
  })

  test('a demonstration says so on every page', async () => {
    const documents = Array.from({ length: 40 }, (_, i) => ({
      name: `第${i + 1}号材料`,
      copies: 1,
      by: 'paper',
      originalSeen: false,
    }))
    const pdf = await renderNotice('receipt', exampleFacts('receipt', { documents }), { demonstration: true })
    const pages =
      Buffer.from(pdf)
        .toString('latin1')
        .match(/\/Type \/Page\b/g)?.length ?? 0
    expect(pages).toBeGreaterThan(1)
    const text = pdfText(pdf)
    expect(text.match(/演示 · 非官方文书/g)).toHaveLength(2 * pages)
    expect(text).toContain('第40号材料')
  })

  test('corrections are told with all points and the last day', async () => {
    const text = await textOf('correction-notice')
    for (const point of ['租赁合同缺少出租人签名', '相片底色应为白色', '请补填居住登记日期'])
      expect(text).toContain(point)
    expect(text).toContain('10个工作日（2026年3月24日前）')
  })

  test('a deadline that nobody can know yet is not guessed', async () => {
    expect(await textOf('extension-notice')).toContain('20个工作日，到期日待公布')
  })

  test('a refusal names reason, law, the day to come back and both remedies', async () => {
    const text = await textOf('refusal-notice')
    expect(text).toContain('2026年5月1日起')
    expect(text).toMatch(/六十日内向浦口区人民政府申请行政复议.*六个月内依法向南京铁路运输法院提起行政诉讼/)
  })

  test('a permit’s papers speak the language of 行政许可法, those of other powers do not', async () => {
    const permit = { item: { code: 'company-setup', name: '公司设立登记', kind: '行政许可' } }
    expect(await textOf('denial', permit)).toMatch(/不予行政许可决定书.*决定不予行政许可。/s)
    expect(await textOf('denial')).toMatch(/不予办理决定书.*决定不予办理。/s)
    expect(await textOf('decision', permit)).toMatch(/准予行政许可决定书.*1个工作日内颁发、送达/s)
    expect(await textOf('receipt', permit)).toContain('自收到申请材料之日起即为受理')
    expect(await textOf('receipt')).toContain('办理机关承诺在受理时限内一次告知')
    const deemed = { deemed: true }
    expect(await textOf('acceptance-notice', { ...permit, ...deemed })).toContain('依法自收到申请材料之日')
    expect(await textOf('acceptance-notice', deemed)).toContain('按本机关公布的办事指南自收到')
    for (const kind of NoticeKind.options)
      if (kind !== 'certificate') expect(await textOf(kind)).not.toContain('许可')
  })

  test('a refusal names the rule that the officer named, and what the step stands on beside it', async () => {
    const text = await textOf('refusal-notice', { law: '居住证暂行条例 第二条' })
    expect(text).toMatch(/法律依据.*第二条.*程序依据.*第九条/s)
    expect(await textOf('refusal-notice')).not.toContain('程序依据')
  })

  test('who is liable for what stands there where two offices share the work, and only there', async () => {
    expect(await textOf('receipt')).toContain('责任说明')
    const alone = { receiving: { jurisdiction: '320111', name: '浦口区公安局' } }
    expect(await textOf('receipt', alone)).not.toContain('责任说明')
  })

  test('text that somebody typed stays text: no file, no address is opened, long words break', async () => {
    const reason = `${'x'.repeat(200)} {"image":"file:///etc/hostname"} <svg>`
    expect(await textOf('denial', { reason })).toContain('{"image":"file:///etc/hostname"}')
  })

  test('facts that do not fit the kind are refused, an id in full among them', async () => {
    const facts = exampleFacts('receipt')
    const open = { ...facts, applicant: { name: '演示甲', id: '340523199001010013' } }
    await expect(renderNotice('receipt', open, official)).rejects.toThrow('证件号码须遮盖')
  })
})
