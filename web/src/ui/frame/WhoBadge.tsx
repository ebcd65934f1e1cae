import { roles } from '@lianqiao/model/people/roles.ts'
import { Link } from '@tanstack/react-router'
import { useLanguage, useWords } from '../../lib/i18n.ts'
import type { Who } from '../../lib/session.ts'
import { Icon } from '../icons.tsx'
import { words } from '../words.ts'

/** Who works here, in which post, at which window: a clerk sees at once when a colleague's session is still open. The
 * name leads to where one is signed in. */
export function WhoBadge({ who }: { who: Who }) {
  const t = useWords(words)
  const language = useLanguage()
  const posts = who.roles.map(role => roles[role][language]).join(language === 'zh' ? '、' : ', ')
  return (
    <p className="lq-who">
      <Icon name="person" />
      <span className="lq-hidden">{t('signedInAs')}</span>
      <Link to="/sessions" className="lq-who-name">
        {who.name}
      </Link>
      <span className="lq-who-post">{[posts, who.windowName?.[language]].filter(Boolean).join(' · ')}</span>
    </p>
  )
}
