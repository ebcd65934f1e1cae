import { z } from 'zod'
import type { ItemKind } from '../catalogue/item.ts'
import { parseRecordId, type RecordId } from '../identifiers/record-id.ts'

/** One document (文书) that a step of a procedure makes. */
interface NoticeForm {
  title: string
  titleEn: string
  /** What 行政许可法 calls it, where the item is a permit. */
  permit?: { title: string; titleEn: string }
  /** 文号用字: the characters that stand for this kind in a document's number. */
  mark: string
  /** Which side signs and seals it. */
  by: 'receiving' | 'deciding'
}

/**
 * The documents of a service case, by the names that the `document` column of a procedure uses. Two are made beside that
 * of a step: `collection-voucher` (领取凭证) where a card is to be fetched (居住证暂行条例 第九条), `verification-letter`
 * (核验函) where the holder of a document is asked by letter.
 */
// biome-ignore format: a table, laid out for the eye
export const noticeForms = {
  'receipt':                  { title: '收件告知单',       titleEn: 'Receipt',                      mark: '收', by: 'receiving' },
  'return-notice':            { title: '退件通知书',       titleEn: 'Notice of return',             mark: '退', by: 'receiving' },
  'correction-notice':        { title: '补正告知书',       titleEn: 'Notice of correction',         mark: '补', by: 'receiving' },
  'supply-reminder':          { title: '容缺补交提醒单',   titleEn: 'Reminder of what was to follow', mark: '催', by: 'receiving' },
  'acceptance-notice':        { title: '受理通知书',       titleEn: 'Notice of acceptance',         mark: '受', by: 'deciding' },
  'collection-voucher':       { title: '领取凭证',         titleEn: 'Collection voucher',           mark: '领', by: 'deciding' },
  'refusal-notice':           { title: '不予受理决定书',   titleEn: 'Decision not to accept',       mark: '不受', by: 'deciding' },
  'verification-letter':      { title: '核验函',           titleEn: 'Verification letter',          mark: '核', by: 'receiving' },
  'special-procedure-notice': { title: '特别程序告知书',   titleEn: 'Notice of special procedure',  mark: '特', by: 'deciding' },
  'extension-notice':         { title: '延期告知书',       titleEn: 'Notice of extension',          mark: '延', by: 'deciding' },
  'decision':                 { title: '准予办理决定书',   titleEn: 'Decision to grant',            mark: '准', by: 'deciding', permit: { title: '准予行政许可决定书', titleEn: 'Decision to grant the permit' } },
  'denial':                   { title: '不予办理决定书',   titleEn: 'Decision to deny',             mark: '不准', by: 'deciding', permit: { title: '不予行政许可决定书', titleEn: 'Decision to deny the permit' } },
  'delivery-receipt':         { title: '送达回证',         titleEn: 'Proof of delivery',            mark: '送', by: 'deciding' },
  'termination-notice':       { title: '终止办理通知书',   titleEn: 'Notice of termination',        mark: '终', by: 'deciding' },
  'annulment':                { title: '作废决定书',       titleEn: 'Decision to annul',            mark: '废', by: 'deciding' },
  'certificate':              { title: '电子证照打印件',   titleEn: 'Print of an electronic licence', mark: '证', by: 'deciding' },
} as const satisfies Record<string, NoticeForm>

export type NoticeKind = keyof typeof noticeForms
export const NoticeKind = z.enum(Object.keys(noticeForms) as [NoticeKind, ...NoticeKind[]])

/** The title of a document for an item of this kind (行政许可法 第三十八条 names its decisions; other laws do not). */
export function noticeTitle(
  kind: NoticeKind,
  item: ItemKind | undefined,
): { title: string; titleEn: string } {
  const form: NoticeForm = noticeForms[kind]
  return (item === '行政许可' && form.permit) || form
}

/**
 * 文号 of a document, `和县受字〔2026〕320111-0310-000017-04号`: unique at the side that signs, because it repeats the
 * record's receiving place, day and serial and the step (`seq`) that made it. `side` is that side's short name.
 */
export function documentNumber(kind: NoticeKind, side: string, record: RecordId, seq: number): string {
  const { receiving, date, serial } = parseRecordId(record)
  const [year, month, day] = date.split('-')
  const parts = [receiving, `${month}${day}`, String(serial).padStart(6, '0'), String(seq).padStart(2, '0')]
  return `${side}${noticeForms[kind].mark}字〔${year}〕${parts.join('-')}号`
}
