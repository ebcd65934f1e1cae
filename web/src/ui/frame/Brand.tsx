import { Link } from '@tanstack/react-router'
import { useLanguage, useWords } from '../../lib/i18n.ts'
import type { Session } from '../../lib/session.ts'
import { Mark } from '../Mark.tsx'
import { words } from '../words.ts'

/** Whose node this is, and – where it is so – that it is a demonstration and no official service. */
export function Brand({ node }: { node: Session['node'] }) {
  const t = useWords(words)
  const language = useLanguage()
  return (
    <div className="lq-brand">
      <Link to="/" className="lq-brand-link">
        <Mark />
        <span className="lq-brand-words">
          <strong>{t('product')}</strong>
          <span>{language === 'en' ? node.nameEn : node.name}</span>
        </span>
      </Link>
      {node.demonstration && <span className="lq-demonstration">{t('demonstration')}</span>}
    </div>
  )
}
