import { EndSessionsOf } from '../../features/sessions/EndSessionsOf.tsx'
import { OpenSessions } from '../../features/sessions/OpenSessions.tsx'
import { sessionWords } from '../../features/sessions/words.ts'
import { useWords } from '../../lib/i18n.ts'
import { useSession } from '../../lib/session.ts'
import { PageTitle } from '../../ui/PageTitle.tsx'
import { may } from '../entrance/Needs.tsx'

/** 登录情况, of whoever works here; the security administrator ends those of others. The frame asks for the sign-in. */
export function SessionsPage() {
  const t = useWords(sessionWords)
  const { who } = useSession()
  return (
    <div className="lq-sessions">
      <PageTitle>{t('title')}</PageTitle>
      <h1>{t('title')}</h1>
      <section className="lq-card">
        <OpenSessions />
      </section>
      {may(who, 'sessions.end') && (
        <section className="lq-card">
          <h2>{t('endOf')}</h2>
          <EndSessionsOf />
        </section>
      )}
    </div>
  )
}
