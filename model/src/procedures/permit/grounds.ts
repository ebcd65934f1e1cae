import type { ItemVersion, LegalBasis } from '../../catalogue/item.ts'
import type { Row } from '../../records/procedure.ts'
import type { ItemSnapshot } from './bodies.ts'

/** The power whose procedure 行政许可法 rules. */
const PERMIT: ItemVersion['kind'] = '行政许可'

/**
 * 依据: what a step of a case stands on. 行政许可法 binds permits (行政许可) and nothing else (its article 2); a step for an
 * item of another kind – 行政确认, 公共服务 … – cites the item's own legal basis, and nothing where the record does not know it.
 */
export function groundOf(
  { ground, law }: Pick<Row<never>, 'ground' | 'law'>,
  { kind, basis }: Pick<ItemSnapshot, 'kind' | 'basis'>,
): string | undefined {
  const own = law && (kind === PERMIT ? `行政许可法 ${law}` : basis)
  return [ground, own].filter(Boolean).join('；') || undefined
}

/** Whether an item is a permit, to which 行政许可法 applies. */
export const isPermit = ({ kind }: Pick<ItemVersion, 'kind'>): boolean => kind === PERMIT

/** 设定依据 in one line: `居住证暂行条例（国令第663号）第二条、第九条`; the articles of one law stand together. */
export function basisLine(legalBasis: readonly LegalBasis[]): string {
  const articles = new Map<string, string[]>()
  for (const { title, article } of legalBasis)
    articles.set(title, [...(articles.get(title) ?? []), ...(article ? [article] : [])])
  return [...articles].map(([title, of]) => `${title}${of.join('、')}`).join('；')
}
