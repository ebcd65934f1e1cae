import type { CommonFacts, DocumentLine } from '@lianqiao/model/notices/facts.ts'
import { chineseDate, limitWords, type NoticeLimit, untilWords } from '@lianqiao/model/notices/until.ts'
import { isPermit } from '@lianqiao/model/procedures/permit/grounds.ts'
import type { Content } from 'pdfmake/interfaces.js'
import { list, pairs, prose, words } from './paper.ts'

/** What several letters say in the same words. */

const providedBy: Record<DocumentLine['by'], string> = {
  form: '按表单生成，已签字',
  paper: '纸质',
  scan: '扫描件',
  certificate: '电子证照（免提交）',
  resource: '数据共享（免提交）',
  declaration: '告知承诺',
  later: '容缺，请在决定前补交',
}

export function documents(lines: readonly DocumentLine[]): Content {
  const rows = lines.map((line, i) => [
    String(i + 1),
    line.name,
    line.copies > 0 ? String(line.copies) : '—',
    line.until ? `容缺，请于${chineseDate(line.until)}前补交` : providedBy[line.by],
    line.originalSeen ? '已核验' : '—',
  ])
  return list(['序号', '材料名称', '份数', '提交形式', '原件'], [34, '*', 34, 108, 44], rows)
}

export function limits(l: { promised?: NoticeLimit | undefined; statutory?: NoticeLimit | undefined }) {
  return [
    ['承诺办结', l.promised && within(l.promised)],
    ['法定期限', l.statutory ? within(l.statutory) : '法律未规定'],
  ] as const
}

/** What silence means: for a permit by law (行政许可法 第三十二条), else by the office's own guide. */
export function silence({ item }: CommonFacts): string {
  return isPermit(item)
    ? '逾期未告知补正的，自收到申请材料之日起即为受理。'
    : '办理机关承诺在受理时限内一次告知需要补正的全部内容；逾期未告知的，自收到申请材料之日起视为受理。'
}

/** `5个工作日（2026年3月17日前）`. */
export function within(limit: NoticeLimit): string {
  return limit.until === 'unknown'
    ? `${limitWords(limit.limit)}，到期日${untilWords(limit)}`
    : `${limitWords(limit.limit)}（${untilWords(limit)}）`
}

/** Words that somebody decided, set apart from those of the form. */
export function quoted(text: string): Content {
  return { ...words(text), margin: [22, 0, 22, 9], lineHeight: 1.55, bold: true }
}

export function basis({ basis }: CommonFacts): Content {
  return basis ? pairs([['依据', basis]]) : []
}

/** 行政复议法（2023年修订）第二十条: 60 days. 行政诉讼法 第四十六条: six months. */
export function remedies({ review, court }: { review: string; court: string }): Content {
  return prose(
    `如不服本决定，可以自知道或者应当知道本决定之日起六十日内向${review}申请行政复议，也可以自知道或者应当知道本决定之日起六个月内依法向${court}提起行政诉讼。`,
  )
}
