import { Link, useParams } from '@tanstack/react-router'
import { GuideCompare } from '../../features/catalogue/GuideCompare.tsx'
import { catalogueWords } from '../../features/catalogue/words.ts'
import { useWords } from '../../lib/i18n.ts'
import { Icon } from '../../ui/icons.tsx'
import '../../features/catalogue/guide.css'

/** Two guides of one item side by side. */
export function ComparePage() {
  const t = useWords(catalogueWords)
  const { code = '', mine = '', theirs = '' } = useParams({ strict: false }) as Record<string, string>
  return (
    <div className="lq-page">
      <Link to="/items/$jurisdiction/$code" params={{ jurisdiction: mine, code }} className="lq-back">
        <Icon name="arrow" /> {t('backToGuide')}
      </Link>
      <h1>{t('compareTitle')}</h1>
      <GuideCompare code={code} mine={mine} theirs={theirs} />
    </div>
  )
}
