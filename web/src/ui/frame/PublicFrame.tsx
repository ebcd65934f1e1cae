import type { ReactNode } from 'react'
import { useLanguage, useWords } from '../../lib/i18n.ts'
import type { Session } from '../../lib/session.ts'
import { Icon } from '../icons.tsx'
import { words } from '../words.ts'
import { Brand } from './Brand.tsx'
import { HeaderTools } from './HeaderTools.tsx'
import './frame.css'

/** The frame of the public: large, quiet, the telephone first. */
export function PublicFrame({
  session,
  onSignIn,
  onSignOut,
  children,
}: {
  session: Session
  onSignIn: () => void
  onSignOut: () => void
  children: ReactNode
}) {
  const t = useWords(words)
  const language = useLanguage()
  const { who } = session
  return (
    <div className="lq-public">
      <a className="lq-skip" href="#main">
        {t('skip')}
      </a>
      <header className="lq-header">
        <Brand node={session.node} />
        <div className="lq-header-tools">
          <HeaderTools />
          {who && <span className="lq-public-who">{who.name}</span>}
          <button type="button" className="lq-button" onClick={who ? onSignOut : onSignIn}>
            <Icon name={who ? 'exit' : 'person'} />{' '}
            <span className={who ? 'lq-tool-word' : undefined}>{t(who ? 'signOut' : 'signIn')}</span>
          </button>
        </div>
      </header>
      <main id="main" className="lq-public-main" tabIndex={-1}>
        {children}
      </main>
      <footer className="lq-footer">
        <p>
          <Icon name="phone" /> {t('footerHelp')}
        </p>
        <p>
          <Icon name="lock" /> {t('footerPrivacy')}
        </p>
        <p className="lq-footer-name">
          {language === 'en' ? session.node.nameEn : session.node.name}
          {session.node.demonstration && ` · ${t('demonstration')}`}
        </p>
      </footer>
    </div>
  )
}
