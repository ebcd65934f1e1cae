import { parseTrackingCode } from '@lianqiao/model/identifiers/tracking-code-text.ts'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { TrackByCode } from '../../features/home/TrackByCode.tsx'
import { TrackedMatter } from '../../features/tracking/TrackedMatter.tsx'
import { trackWords } from '../../features/tracking/words.ts'
import { useWords } from '../../lib/i18n.ts'
import { useSession } from '../../lib/session.ts'
import { EmptyState } from '../../ui/state/EmptyState.tsx'
import '../../features/tracking/track.css'

/** `/track` asks for the code; `/track/$code` answers. */
export function TrackPage() {
  const t = useWords(trackWords)
  const navigate = useNavigate()
  const { who } = useSession()
  const { code: typed } = useParams({ strict: false }) as { code?: string }
  const code = typed === undefined ? undefined : parseTrackingCode(typed)
  const ask = (
    <section className="lq-card">
      <TrackByCode
        key={typed}
        primary
        asked={code ?? typed ?? ''}
        onTrack={next => void navigate({ to: '/track/$code', params: { code: next } as never })}
      />
    </section>
  )
  if (typed === undefined)
    return (
      <div className="lq-track">
        <header>
          <h1>{t('title')}</h1>
          <p className="lq-track-lead">{t('lead')}</p>
        </header>
        {ask}
      </div>
    )
  return (
    <div className={code ? 'lq-track lq-track--wide' : 'lq-track'}>
      {code ? (
        <TrackedMatter
          key={code}
          code={code}
          staff={who?.kind === 'staff'}
          verifyLink={children => <Link to="/verify">{children}</Link>}
          ask={ask}
          another={<Link to="/track">{t('another')}</Link>}
        />
      ) : (
        <>
          <h1>{t('title')}</h1>
          <EmptyState title={t('notFound')}>{t('notFoundText')}</EmptyState>
          {ask}
        </>
      )}
    </div>
  )
}
