import type { ItemDocument } from '@lianqiao/model/catalogue/document.ts'
import { useWords } from '../../lib/i18n.ts'
import { catalogueWords } from './words.ts'

/** How many documents everybody brings, and how many only some do or may hand in later: the same count wherever it stands. */
export function ToBring({ documents }: { documents: readonly Pick<ItemDocument, 'needed'>[] }) {
  const t = useWords(catalogueWords)
  const must = documents.filter(document => document.needed === '必要').length
  const may = documents.length - must
  return (
    <>
      <span>{must > 0 ? t('bringCount', { count: must }) : t('bringNone')}</span>
      {may > 0 && <span>{t('mayBring', { count: may })}</span>}
    </>
  )
}
