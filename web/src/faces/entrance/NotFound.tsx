import { Link } from '@tanstack/react-router'
import { useWords } from '../../lib/i18n.ts'
import { StatePage } from '../../ui/state/StatePage.tsx'
import { words } from '../../ui/words.ts'

/** 没有找到: within a frame or alone, always with a way on. */
export function NotFound() {
  const t = useWords(words)
  return (
    <StatePage
      icon="search"
      title={t('notFound')}
      action={
        <Link to="/" className="lq-button lq-button--primary lq-button--large">
          {t('backHome')}
        </Link>
      }
    >
      {t('notFoundText')}
    </StatePage>
  )
}
