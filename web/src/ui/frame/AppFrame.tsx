import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useWords } from '../../lib/i18n.ts'
import type { Session } from '../../lib/session.ts'
import { Icon } from '../icons.tsx'
import { words } from '../words.ts'
import { Brand } from './Brand.tsx'
import { HeaderTools } from './HeaderTools.tsx'
import { WhoBadge } from './WhoBadge.tsx'
import './frame.css'

/** One line of the navigation: only what exists and what the post may open. */
export interface FrameLink {
  to: string
  title: string
  icon: ReactNode
  /** How many wait there, where it is known. */
  count?: number
}

/** The frame of all who work here: header, navigation by post, and one main landmark. */
export function AppFrame({
  session,
  links,
  onSignOut,
  children,
}: {
  session: Session
  links: readonly FrameLink[]
  onSignOut: () => void
  children: ReactNode
}) {
  const t = useWords(words)
  return (
    <div className="lq-app">
      <a className="lq-skip" href="#main">
        {t('skip')}
      </a>
      <header className="lq-header">
        <Brand node={session.node} />
        <div className="lq-header-tools">
          {session.who && <WhoBadge who={session.who} />}
          <HeaderTools />
          {session.who && (
            <button type="button" className="lq-button lq-button--quiet" onClick={onSignOut}>
              <Icon name="exit" />
              <span className="lq-tool-word">{t('signOut')}</span>
            </button>
          )}
        </div>
      </header>
      {links.length > 0 && (
        <nav className="lq-nav" aria-label={t('navigation')}>
          <ul>
            {links.map(({ to, title, icon, count }) => (
              <li key={to}>
                <Link to={to} activeProps={{ className: 'lq-nav-here' }}>
                  {icon}
                  <span>{title}</span>
                  {count !== undefined && <span className="lq-nav-count">{count}</span>}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      )}
      <main id="main" className="lq-main" tabIndex={-1}>
        {children}
      </main>
    </div>
  )
}
