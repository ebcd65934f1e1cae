import { endOtherSessions, listSessions, type OpenSession } from '@lianqiao/model/api/session.ts'
import { useAction, useEndpoint } from '../../lib/endpoint.ts'
import { formatTime } from '../../lib/format.ts'
import { useLanguage, useWords } from '../../lib/i18n.ts'
import { ProblemAlert } from '../../ui/problem/ProblemAlert.tsx'
import { LoadingState } from '../../ui/state/LoadingState.tsx'
import { sessionWords } from './words.ts'
import './sessions.css'

/** 登录情况: where one is signed in, and one button that ends all of it but this. */
export function OpenSessions() {
  const t = useWords(sessionWords)
  const { data, error, refetch } = useEndpoint(listSessions, {}, { anew: true })
  const end = useAction(endOtherSessions, { refreshes: [listSessions] })
  const elsewhere = data?.sessions.some(session => !session.here)
  return (
    <div className="lq-sessions-open">
      <p className="lq-soft">{t('lead')}</p>
      {error && <ProblemAlert problem={error} onRetry={() => void refetch()} />}
      {!data && !error && <LoadingState rows={2} />}
      {data && (
        <ul>
          {data.sessions.map(session => (
            <Line key={session.begunAt} session={session} />
          ))}
        </ul>
      )}
      {end.error && <ProblemAlert problem={end.error} />}
      <p role="status">
        {end.data ? t('ended', { count: end.data.ended }) : data && !elsewhere && t('onlyHere')}
      </p>
      {elsewhere && (
        <button type="button" className="lq-button" disabled={end.isPending} onClick={() => end.mutate({})}>
          {t('endOthers')}
        </button>
      )}
    </div>
  )
}

function Line({ session: { begunAt, lastSeenAt, endsAt, here } }: { session: OpenSession }) {
  const t = useWords(sessionWords)
  const language = useLanguage()
  const at = (instant: string) => formatTime(instant, language)
  return (
    <li>
      <strong>{t(here ? 'here' : 'elsewhere')}</strong>
      <span>{t('begun', { time: at(begunAt), seen: at(lastSeenAt), end: at(endsAt) })}</span>
    </li>
  )
}
