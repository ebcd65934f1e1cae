import type { ItemDocument } from './document.ts'
import type { ItemVersion } from './item.ts'
import type { LintRule } from './lint-rule.ts'

/** Paths of the documents of an item that a test catches. */
const documents = (caught: (document: ItemDocument) => boolean, field: string) => (item: ItemVersion) =>
  item.documents.flatMap((document, index) => (caught(document) ? [`documents.${index}.${field}`] : []))

/** Requirements without an end (其他材料, 等) let a clerk ask for anything; 国务院 forbids them as 兜底条款. */
const OPEN_ENDED = /其他(相关|有关|必要)?材料|相关材料$|等材料$|需要提供的/

export const documentRules: LintRule[] = [
  {
    code: 'guide-exempt-without-source',
    severity: 'error',
    zh: '标为免提交的材料须写明由哪类电子证照或哪个数据资源代替。',
    en: 'A document marked as not to be brought names the certificate type or data resource that replaces it.',
    broken: documents(d => d.exempt && !d.certificateType && !d.resource, 'certificateType'),
  },
  {
    code: 'guide-held-but-asked',
    severity: 'warning',
    zh: '政府核发且可由电子证照或数据共享取得的材料，不得要求申请人提交（国令第716号第七条），请标为免提交。',
    en: 'What government issued and can look up may not be asked for (State Council Order 716, 7); mark it as exempt.',
    broken: documents(
      d => d.source === '政府核发' && !d.exempt && Boolean(d.certificateType ?? d.resource),
      'exempt',
    ),
  },
  {
    code: 'guide-document-standard',
    severity: 'error',
    zh: '每份材料须写明受理标准。',
    en: 'Every document states what it is held against.',
    broken: documents(d => d.standard.trim() === '', 'standard'),
  },
  {
    code: 'guide-document-open-ended',
    severity: 'error',
    zh: '材料名称不得使用“其他材料”等兜底表述，请逐项列明。',
    en: 'No open-ended documents (“other material”); list each one.',
    broken: documents(d => OPEN_ENDED.test(d.name), 'name'),
  },
  {
    code: 'guide-document-twice',
    severity: 'error',
    zh: '材料编码重复，请合并或改名。',
    en: 'Two documents have one code; merge or rename them.',
    broken: ({ documents: all }) =>
      all.flatMap((d, i) =>
        all.findIndex(other => other.code === d.code) < i ? [`documents.${i}.code`] : [],
      ),
  },
  {
    code: 'guide-document-condition',
    severity: 'error',
    zh: '非必要材料须写明什么情形下需要。',
    en: 'A document that is not always needed says when it is.',
    broken: documents(d => d.needed === '非必要' && d.neededWhen === undefined, 'neededWhen'),
  },
  {
    code: 'guide-review-point-document',
    severity: 'error',
    zh: '审查要点所指的材料不在材料清单中。',
    en: 'A review point is about a document that the list does not have.',
    broken: ({ documents: all, reviewPoints }) =>
      reviewPoints.flatMap((point, i) =>
        point.document && !all.some(d => d.code === point.document) ? [`reviewPoints.${i}.document`] : [],
      ),
  },
  {
    code: 'guide-document-unreviewed',
    severity: 'warning',
    zh: '申请人须提交的必要材料没有对应的审查要点，窗口人员无从核对。',
    en: 'A document that applicants bring has no review point; the clerk has nothing to hold it against.',
    broken: item =>
      documents(
        d => d.needed === '必要' && !d.exempt && !item.reviewPoints.some(point => point.document === d.code),
        'code',
      )(item),
  },
]
