import { Link } from '@tanstack/react-router'
import { useWords } from '../../lib/i18n.ts'
import { StatePage } from '../../ui/state/StatePage.tsx'
import { words } from '../../ui/words.ts'

/** 没有权限: says to whom to turn. */
export function Forbidden() {
  const t = useWords(words)
  return (
    <StatePage
      icon="warning"
      title={t('forbidden')}
      action={
        <Link to="/" className="lq-button lq-button--primary lq-button--large">
          {t('backHome')}
        </Link>
      }
    >
      {t('forbiddenText')}
    </StatePage>
  )
}
