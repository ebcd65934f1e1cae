import { endSessionsOf, listSessions } from '@lianqiao/model/api/session.ts'
import { useId, useState } from 'react'
import { useAction } from '../../lib/endpoint.ts'
import { useWords } from '../../lib/i18n.ts'
import { ConfirmAction } from '../../ui/ConfirmAction.tsx'
import { ProblemAlert } from '../../ui/problem/ProblemAlert.tsx'
import { sessionWords } from './words.ts'
import './sessions.css'

/** 强制下线, of the security administrator: the sessions of an account, or of everybody after asking once more. */
export function EndSessionsOf() {
  const t = useWords(sessionWords)
  const id = useId()
  const [account, setAccount] = useState('')
  const [asking, setAsking] = useState(false)
  const end = useAction(endSessionsOf, { refreshes: [listSessions], onDone: () => setAsking(false) })
  return (
    <form
      className="lq-sessions-end"
      onSubmit={event => {
        event.preventDefault()
        end.mutate({ body: { of: { account: account.trim() } } })
      }}
    >
      <p className="lq-soft">{t('endOfLead')}</p>
      <div className="lq-field">
        <label htmlFor={id}>{t('account')}</label>
        <input
          id={id}
          className="lq-input"
          aria-describedby={`${id}-hint`}
          autoComplete="off"
          maxLength={80}
          required
          value={account}
          onChange={event => setAccount(event.target.value)}
        />
        <p id={`${id}-hint`} className="lq-soft">
          {t('accountHint')}
        </p>
      </div>
      {end.error && !asking && <ProblemAlert problem={end.error} />}
      <p role="status">{end.data && t('ended', { count: end.data.ended })}</p>
      <p className="lq-sessions-acts">
        <button type="submit" className="lq-button" disabled={end.isPending}>
          {t('endAccount')}
        </button>
        <button type="button" className="lq-button" disabled={end.isPending} onClick={() => setAsking(true)}>
          {t('endAll')}
        </button>
      </p>
      <ConfirmAction
        open={asking}
        title={t('endAll')}
        act={t('endAll')}
        danger
        busy={end.isPending}
        problem={end.error}
        onConfirm={() => end.mutate({ body: { of: 'everybody' } })}
        onCancel={() => setAsking(false)}
      >
        {t('endAllText')}
      </ConfirmAction>
    </form>
  )
}
