import type { ItemVersion, LegalBasis } from '../../catalogue/item.ts'
import type { Row, Words } from '../../records/procedure.ts'
import type { ItemSnapshot } from './bodies.ts'

/** The power whose procedure 行政许可法 rules. */
const PERMIT: ItemVersion['kind'] = '行政许可'

/** What the rows cite, in English. */
// biome-ignore format: a table, laid out for the eye
const english: Readonly<Record<string, string>> = {
  '国令716号 第七条': 'State Council Order 716, art. 7',
  '异地代收代办协议（受理期限自属地收到材料起算）': 'Agreement on receiving elsewhere (the time for acceptance counts from when the deciding side has the papers)',
  '多地联办协议': 'Agreement on joint handling',
  '办事指南（材料必要性“容缺”）': 'The guide (a document that may follow)',
  'GB/T 39735': 'GB/T 39735',
  '第三十二条': 'art. 32',
  '第三十二条第一款第一、二项': 'art. 32(1)(i), (ii)',
  '第三十二条第一款第四项': 'art. 32(1)(iv)',
  '第三十二条第一款第四项（逾期不告知的，自收到申请材料之日起即为受理）': 'art. 32(1)(iv) (what is not told in time counts as accepted on the day of receipt)',
  '第三十二条第一款第五项': 'art. 32(1)(v)',
  '第三十四条': 'art. 34',
  '第三十八条第一款': 'art. 38(1)',
  '第三十八条第二款': 'art. 38(2)',
  '第三十九条': 'art. 39',
  '第四十二条': 'art. 42',
  '第四十四条': 'art. 44',
  '第四十五条': 'art. 45',
  '第六十九条、第七十条': 'art. 69, 70',
}

/**
 * 依据: what a step of a case stands on. 行政许可法 binds permits (行政许可) and nothing else (its article 2); a step for an
 * item of another kind – 行政确认, 公共服务 … – cites the item's own legal basis, and nothing where the record does not know it.
 */
export function groundOf(
  { ground, law }: Pick<Row<never>, 'ground' | 'law'>,
  { kind, basis }: Pick<ItemSnapshot, 'kind' | 'basis'>,
): Words | undefined {
  const cited: Words[] = [
    ...(ground ? [{ zh: ground, en: english[ground] ?? ground }] : []),
    ...(law && kind === PERMIT
      ? [{ zh: `行政许可法 ${law}`, en: `Administrative Licensing Law, ${english[law] ?? law}` }]
      : []),
    ...(law && kind !== PERMIT && basis ? [basis] : []),
  ]
  if (cited.length === 0) return undefined
  return { zh: cited.map(one => one.zh).join('；'), en: cited.map(one => one.en).join('; ') }
}

/** Whether an item is a permit, to which 行政许可法 applies. */
export const isPermit = ({ kind }: Pick<ItemVersion, 'kind'>): boolean => kind === PERMIT

/** 设定依据 in one line: `居住证暂行条例（国令第663号）第二条、第九条`; the articles of one law stand together. */
export function basisLine({ legalBasis, en = {} }: Pick<ItemVersion, 'legalBasis' | 'en'>): Words {
  const laws = Map.groupBy(legalBasis, ({ title }) => title)
  const articles = (of: readonly LegalBasis[]) => of.flatMap(({ article }) => (article ? [article] : []))
  const lines = [...laws].map(([title, of]) => ({
    zh: `${title}${articles(of).join('、')}`,
    en: [title, ...articles(of)].map(text => en[text] ?? text).join(', '),
  }))
  return { zh: lines.map(line => line.zh).join('；'), en: lines.map(line => line.en).join('; ') }
}
